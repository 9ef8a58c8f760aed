package com.necpgame.gamesim.arena;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the server says; see docs/gamesim-arena.md. All but snapshots are on RELIABLE, where {@code seq} grows by one with each, from 0: a client
 * sees that none is missing.
 */
public sealed interface ServerMessage {
    /** A spectator's slot. */
    int NO_SLOT = 255;

    int PLAYER_ID_BYTES_MAX = 132;
    int NAME_BYTES_MAX = 96;

    /** The first word: what is played here. @param slot the client's own, or {@value #NO_SLOT} */
    record Welcome(int seq, int slot, ArenaRules rules, String map) implements ServerMessage {}

    /** The arena at a tick, as the difference from an earlier snapshot. On LATEST. @param baseline its tick; 0 for none */
    record Snapshot(int baseline, int checksum, byte[] body) implements ServerMessage {
        static Snapshot of(Frame from, Frame to) {
            return new Snapshot(from.tick(), to.checksum(), FrameCodec.encode(from, to));
        }
    }

    /** Who has a slot. */
    record Present(int seq, int slot, String playerId, String name) implements ServerMessage {}

    record Left(int seq, int slot) implements ServerMessage {}

    record Killed(int seq, int killer, int victim) implements ServerMessage {}

    record PickedUp(int seq, int slot, Pickup.Kind kind, int amount) implements ServerMessage {}

    record Said(int seq, int slot, String text) implements ServerMessage {}

    /** The last word. */
    record Over(int seq, List<Result> results) implements ServerMessage {}

    default byte[] encode() {
        return switch (this) {
            case Welcome m ->
                rules(reliable(16, m.seq).u8(m.slot), m.rules).text(m.map).toArray();
            case Snapshot m ->
                new Bytes().u8(17).u32(m.baseline).u32(m.checksum).raw(m.body).toArray();
            case Present m ->
                reliable(18, m.seq).u8(m.slot).text(m.playerId).text(m.name).toArray();
            case Left m -> reliable(19, m.seq).u8(m.slot).toArray();
            case Killed m -> reliable(20, m.seq).u8(m.killer).u8(m.victim).toArray();
            case PickedUp m ->
                reliable(21, m.seq)
                        .u8(m.slot)
                        .u8(m.kind.ordinal())
                        .count(m.amount)
                        .toArray();
            case Said m -> reliable(22, m.seq).u8(m.slot).text(m.text).toArray();
            case Over m -> over(m).toArray();
        };
    }

    /** Reads what the server sent. @throws IllegalArgumentException if it is nothing that a server says */
    static ServerMessage decode(ByteBuffer in) {
        try {
            byte type = in.get();
            return type == 17 ? snapshot(in) : reliable(type, in.getInt(), in);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a message that stops short", e);
        }
    }

    private static ServerMessage reliable(byte type, int seq, ByteBuffer in) {
        return switch (type) {
            case 16 -> new Welcome(seq, u8(in), rules(in), Bytes.readText(in, NAME_BYTES_MAX));
            case 18 ->
                new Present(seq, u8(in), Bytes.readText(in, PLAYER_ID_BYTES_MAX), Bytes.readText(in, NAME_BYTES_MAX));
            case 19 -> new Left(seq, u8(in));
            case 20 -> new Killed(seq, u8(in), u8(in));
            case 21 -> new PickedUp(seq, u8(in), one(Pickup.Kind.values(), in), Bytes.readCount(in));
            case 22 -> new Said(seq, u8(in), Bytes.readText(in, ClientMessage.TEXT_BYTES_MAX));
            case 23 -> new Over(seq, results(in));
            default -> throw new IllegalArgumentException("no such message");
        };
    }

    private static Snapshot snapshot(ByteBuffer in) {
        int baseline = in.getInt();
        int checksum = in.getInt();
        var body = new byte[in.remaining()];
        in.get(body);
        return new Snapshot(baseline, checksum, body);
    }

    private static Bytes reliable(int type, int seq) {
        return new Bytes().u8(type).u32(seq);
    }

    private static Bytes rules(Bytes out, ArenaRules rules) {
        return out.count(rules.tickRate())
                .count(rules.timeLimitSeconds())
                .count(rules.scoreLimit())
                .count(rules.playersMax());
    }

    private static ArenaRules rules(ByteBuffer in) {
        return new ArenaRules(Bytes.readCount(in), Bytes.readCount(in), Bytes.readCount(in), Bytes.readCount(in));
    }

    private static Bytes over(Over over) {
        var out = reliable(23, over.seq).count(over.results.size());
        for (var result : over.results) {
            out.text(result.playerId())
                    .signed(result.score())
                    .count(result.kills())
                    .count(result.deaths());
            out.count(result.assists())
                    .count(result.damage())
                    .count(result.shots())
                    .count(result.hits());
            out.count(result.ticks())
                    .count(result.credits())
                    .u8(result.outcome().ordinal());
        }
        return out;
    }

    private static List<Result> results(ByteBuffer in) {
        var results = new ArrayList<Result>();
        for (int left = Bytes.readSize(in, Arena.FIGHTERS_MAX); left > 0; left--) {
            results.add(result(in));
        }
        return results;
    }

    private static Result result(ByteBuffer in) {
        return new Result(
                Bytes.readText(in, PLAYER_ID_BYTES_MAX),
                Bytes.readSigned(in),
                Bytes.readCount(in),
                Bytes.readCount(in),
                Bytes.readCount(in),
                Bytes.readCount(in),
                Bytes.readCount(in),
                Bytes.readCount(in),
                Bytes.readCount(in),
                Bytes.readCount(in),
                one(Result.Outcome.values(), in));
    }

    private static int u8(ByteBuffer in) {
        return in.get() & 0xFF;
    }

    private static <T> T one(T[] of, ByteBuffer in) {
        int index = u8(in);
        if (index >= of.length) {
            throw new IllegalArgumentException("not one of " + of.length + ": " + index);
        }
        return of[index];
    }
}
