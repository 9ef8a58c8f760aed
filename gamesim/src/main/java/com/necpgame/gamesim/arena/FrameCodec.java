package com.necpgame.gamesim.arena;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * A frame as its difference from an earlier one.
 *
 * <pre>
 * u32 tick | u8 over
 * players  count of a mask of slots; for each: count of a mask of changed fields, then the difference of each, signed
 * shots    count of gone, the place of each in the earlier list; count of new, of each: signed id after the one before, u8 owner,
 *          count x, count y, u8 aim, count ticks ago
 * pickups  count of all; count of changed, of each: count index, count amount
 * </pre>
 *
 * Counts are LEB128, signed numbers zigzag LEB128.
 */
final class FrameCodec {
    /** Shots in the air: 16 players, 4 a second, 2 seconds, and room. */
    static final int SHOTS_MAX = 1024;

    private FrameCodec() {}

    static byte[] encode(Frame from, Frame to) {
        var out = new Bytes().u32(to.tick()).u8(to.over() ? 1 : 0);
        players(from, to, out);
        shots(from, to, out);
        pickups(from, to, out);
        return out.toArray();
    }

    /** @throws RuntimeException where the bytes are no difference from that frame */
    static Frame decode(Frame from, ByteBuffer in) {
        int tick = in.getInt();
        boolean over = in.get() != 0;
        return new Frame(tick, over, players(from, in), shots(from, tick, in), pickups(from, in));
    }

    private static void players(Frame from, Frame to, Bytes out) {
        var before = bySlot(from);
        int slots = 0;
        for (var player : to.players()) {
            slots |= 1 << player.slot();
        }
        out.count(slots);
        for (var player : to.players()) {
            var old = before.getOrDefault(player.slot(), PlayerView.unknown(player.slot()));
            fields(old.fields(), player.fields(), out);
        }
    }

    private static void fields(int[] old, int[] now, Bytes out) {
        int changed = 0;
        for (int i = 0; i < PlayerView.FIELDS; i++) {
            changed |= old[i] == now[i] ? 0 : 1 << i;
        }
        out.count(changed);
        for (int i = 0; i < PlayerView.FIELDS; i++) {
            if (old[i] != now[i]) {
                out.signed(now[i] - old[i]);
            }
        }
    }

    private static List<PlayerView> players(Frame from, ByteBuffer in) {
        var before = bySlot(from);
        var players = new ArrayList<PlayerView>();
        int slots = Bytes.readCount(in);
        for (int slot = 0; slot < ArenaRules.PLAYERS_MAX; slot++) {
            if ((slots >>> slot & 1) == 1) {
                var fields = before.getOrDefault(slot, PlayerView.unknown(slot)).fields();
                int changed = Bytes.readCount(in);
                for (int i = 0; i < PlayerView.FIELDS; i++) {
                    fields[i] += (changed >>> i & 1) == 1 ? Bytes.readSigned(in) : 0;
                }
                players.add(PlayerView.of(slot, fields));
            }
        }
        return players;
    }

    private static Map<Integer, PlayerView> bySlot(Frame frame) {
        var players = new HashMap<Integer, PlayerView>();
        frame.players().forEach(player -> players.put(player.slot(), player));
        return players;
    }

    private static void shots(Frame from, Frame to, Bytes out) {
        var now = new HashSet<>(to.shots());
        var gone = new ArrayList<Integer>();
        for (int i = 0; i < from.shots().size(); i++) {
            if (!now.contains(from.shots().get(i))) {
                gone.add(i);
            }
        }
        out.count(gone.size());
        gone.forEach(out::count);
        now.removeAll(new HashSet<>(from.shots()));
        out.count(now.size());
        int id = 0;
        for (var shot : to.shots()) {
            if (now.contains(shot)) {
                out.signed(shot.id() - id).u8(shot.owner()).count(shot.x()).count(shot.y());
                out.u8(shot.aim()).count(to.tick() - shot.born());
                id = shot.id();
            }
        }
    }

    private static List<Shot> shots(Frame from, int tick, ByteBuffer in) {
        var gone = new HashSet<Integer>();
        for (int left = Bytes.readSize(in, SHOTS_MAX); left > 0; left--) {
            gone.add(Bytes.readCount(in));
        }
        var shots = new ArrayList<Shot>();
        for (int i = 0; i < from.shots().size(); i++) {
            if (!gone.contains(i)) {
                shots.add(from.shots().get(i));
            }
        }
        int id = 0;
        for (int left = Bytes.readSize(in, SHOTS_MAX); left > 0; left--) {
            id += Bytes.readSigned(in);
            int owner = in.get() & 0xFF;
            int x = Bytes.readCount(in);
            int y = Bytes.readCount(in);
            int aim = in.get() & 0xFF;
            shots.add(new Shot(id, owner, x, y, aim, tick - Bytes.readCount(in)));
        }
        return shots;
    }

    private static void pickups(Frame from, Frame to, Bytes out) {
        var changed = new ArrayList<Integer>();
        for (int i = 0; i < to.pickups().size(); i++) {
            if (!to.pickups().get(i).equals(amount(from, i))) {
                changed.add(i);
            }
        }
        out.count(to.pickups().size()).count(changed.size());
        changed.forEach(i -> out.count(i).count(to.pickups().get(i)));
    }

    private static List<Integer> pickups(Frame from, ByteBuffer in) {
        var pickups = new ArrayList<Integer>();
        int size = Bytes.readSize(in, ArenaMap.PICKUPS_MAX);
        for (int i = 0; i < size; i++) {
            pickups.add(amount(from, i));
        }
        for (int left = Bytes.readSize(in, size); left > 0; left--) {
            pickups.set(Bytes.readCount(in), Bytes.readCount(in));
        }
        return pickups;
    }

    private static Integer amount(Frame frame, int pickup) {
        return pickup < frame.pickups().size() ? frame.pickups().get(pickup) : 0;
    }
}
