package com.necpgame.gamesim.server;

import com.necpgame.contracts.ItemQuantity;
import com.necpgame.contracts.PlayerId;
import com.necpgame.contracts.gamesimregistry.PlayerResult;
import com.necpgame.gamesim.agent.SessionReport;
import com.necpgame.gamesim.agent.SessionUpdate;
import com.necpgame.gamesim.agent.SessionUpdate.Presence;
import com.necpgame.gamesim.arena.Arena;
import com.necpgame.gamesim.arena.ArenaEvent;
import com.necpgame.gamesim.arena.ClientMessage;
import com.necpgame.gamesim.arena.Input;
import com.necpgame.gamesim.arena.InputLog;
import com.necpgame.gamesim.arena.Result;
import com.necpgame.gamesim.arena.ServerMessage;
import com.necpgame.gamesim.arena.Snapshots;
import com.necpgame.gamesim.arena.Turn;
import com.necpgame.gamesim.transport.JoinClaims;
import com.necpgame.gamesim.transport.Peer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A game with those who play and watch it. Lives on the tick thread. */
final class Session {
    static final int SPECTATORS_MAX = 16;
    /** What a report calls the credits that were picked up. */
    static final String CREDITS_ITEM = "credits";

    private static final int SAY_PAUSE_TICKS = 15;
    private static final int GOODBYE_SECONDS_MAX = 5;

    private final String gameSimId;
    private final ServerSettings settings;
    private final Arena arena;
    private final SessionNews news;
    private final @Nullable InputLog log;
    private final Snapshots snapshots = new Snapshots();
    private final Map<Peer, Guest> guests = new LinkedHashMap<>();
    private final Map<Integer, Seat> seats = new HashMap<>();
    private final List<Integer> leaves = new ArrayList<>();
    private final List<Turn.Join> joins = new ArrayList<>();
    private @Nullable String ended;
    private int goodbyeTicks;

    Session(String gameSimId, ServerSettings settings, Arena arena, SessionNews news, @Nullable InputLog log) {
        this.gameSimId = gameSimId;
        this.settings = settings;
        this.arena = arena;
        this.news = news;
        this.log = log;
    }

    /** Takes somebody in, new or back. @return why not, or null */
    @Nullable
    Refused enter(Peer peer) {
        if (ended != null) {
            return Refused.SESSION_OVER;
        }
        return peer.claims().role() == JoinClaims.Role.SPECTATOR ? watch(peer) : play(peer);
    }

    private @Nullable Refused watch(Peer peer) {
        if (guests.values().stream().filter(guest -> !guest.isPlayer()).count() >= SPECTATORS_MAX) {
            return Refused.SPECTATORS_FULL;
        }
        welcome(new Guest(peer, ServerMessage.NO_SLOT));
        return null;
    }

    private @Nullable Refused play(Peer peer) {
        var claims = peer.claims();
        if (claims.slot() >= arena.rules().playersMax()) {
            return Refused.NO_SUCH_SLOT;
        }
        var seat = seats.get(claims.slot());
        if (seat != null && !seat.playerId.equals(claims.playerId())) {
            if (seat.guest != null) {
                return Refused.SLOT_TAKEN;
            }
            leave(seat);
            seat = null;
        }
        leaveOtherSeats(claims);
        if (seat == null) {
            seat = sit(claims);
        }
        seat.guest = new Guest(peer, claims.slot());
        welcome(seat.guest);
        if (joins.stream().anyMatch(join -> join.slot() == claims.slot())) {
            var present = seat;
            tellAll(seq -> new ServerMessage.Present(seq, present.slot, present.playerId, present.name));
        }
        news.update(SessionUpdate.of(gameSimId, claims.playerId(), Presence.CONNECTED));
        return null;
    }

    /** The registry gave the player another slot since: what it says holds. */
    private void leaveOtherSeats(JoinClaims claims) {
        for (var seat : List.copyOf(seats.values())) {
            if (seat.playerId.equals(claims.playerId()) && seat.slot != claims.slot()) {
                leave(seat);
            }
        }
    }

    private Seat sit(JoinClaims claims) {
        var seat = new Seat(claims.playerId(), claims.name(), claims.slot());
        seats.put(claims.slot(), seat);
        joins.add(new Turn.Join(claims.slot(), claims.playerId()));
        return seat;
    }

    private void leave(Seat seat) {
        seats.remove(seat.slot);
        leaves.add(seat.slot);
        joins.removeIf(join -> join.slot() == seat.slot);
        news.update(SessionUpdate.of(gameSimId, seat.playerId, Presence.LEFT));
        tellAll(seq -> new ServerMessage.Left(seq, seat.slot));
    }

    private void welcome(Guest guest) {
        guests.put(guest.peer, guest);
        guest.tell(seq -> new ServerMessage.Welcome(
                seq, guest.slot, arena.rules(), arena.map().name()));
        for (var seat : seats.values()) {
            boolean comesNow = joins.stream().anyMatch(join -> join.slot() == seat.slot);
            if (!comesNow || guest.slot != seat.slot) {
                guest.tell(seq -> new ServerMessage.Present(seq, seat.slot, seat.playerId, seat.name));
            }
        }
    }

    /** Somebody is gone; a player's place is kept for a while. */
    void gone(Peer peer) {
        var guest = guests.remove(peer);
        if (guest == null || !guest.isPlayer()) {
            return;
        }
        var seat = seats.get(guest.slot);
        if (seat != null && seat.guest == guest) {
            seat.guest = null;
            seat.keptUntilTick = arena.tick() + settings.returnTicks();
        }
    }

    /** What is no message is counted. */
    void received(Peer peer, ByteBuffer message) {
        var guest = guests.get(peer);
        if (guest == null) {
            return;
        }
        try {
            switch (ClientMessage.decode(message)) {
                case ClientMessage.Inputs inputs -> inputs(guest, inputs);
                case ClientMessage.Say say -> say(guest, say.text());
            }
        } catch (IllegalArgumentException e) {
            guest.saidNonsense();
        }
    }

    private void inputs(Guest guest, ClientMessage.Inputs inputs) {
        guest.snapshotTick = inputs.snapshotTick();
        if (guest.isPlayer()) {
            guest.inputs.add(inputs);
        }
    }

    /** Faster talk than that is dropped. */
    private void say(Guest guest, String text) {
        var plain = text.replaceAll("\\p{Cntrl}", " ").strip();
        if (guest.isPlayer() && !plain.isEmpty() && arena.tick() - guest.saidAtTick >= SAY_PAUSE_TICKS) {
            guest.saidAtTick = arena.tick();
            tellAll(seq -> new ServerMessage.Said(seq, guest.slot, plain));
        }
    }

    void tick() {
        if (ended != null) {
            sayGoodbye();
            return;
        }
        giveUpPlaces();
        var turn = turn();
        var events = arena.step(turn);
        if (log != null) {
            log.add(turn, arena);
        }
        events.forEach(this::tell);
        if (arena.tick() % settings.snapshotTicks() == 0 || arena.isOver()) {
            show();
        }
        if (arena.isOver()) {
            end(
                    arena.tick()
                                    >= arena.rules().timeLimitSeconds()
                                            * arena.rules().tickRate()
                            ? "time-limit"
                            : "score-limit");
        } else if (isDeserted()) {
            end("empty");
        }
    }

    /** All have left, or nobody came to play. */
    private boolean isDeserted() {
        return seats.isEmpty() && (arena.hasPlayers() || arena.tick() >= settings.returnTicks());
    }

    private void giveUpPlaces() {
        for (var seat : List.copyOf(seats.values())) {
            if (seat.guest == null && arena.tick() >= seat.keptUntilTick) {
                leave(seat);
            }
        }
    }

    private Turn turn() {
        var inputs = new HashMap<Integer, Input>();
        for (var guest : guests.values()) {
            if (guest.isPlayer() && guest.inputs.next() instanceof Input input) {
                inputs.put(guest.slot, input);
            }
        }
        var turn = new Turn(leaves, joins, inputs);
        leaves.clear();
        joins.clear();
        return turn;
    }

    private void show() {
        snapshots.add(arena.frame());
        for (var guest : guests.values()) {
            guest.show(snapshots.newestSince(guest.snapshotTick));
        }
    }

    private void tell(ArenaEvent event) {
        switch (event) {
            case ArenaEvent.Killed killed -> {
                tellAll(seq -> new ServerMessage.Killed(seq, killed.killer(), killed.victim()));
                var data = Map.of("killer", playerAt(killed.killer()));
                news.update(SessionUpdate.of(
                        gameSimId, new SessionUpdate.Event("killed", playerAt(killed.victim()), data)));
            }
            case ArenaEvent.PickedUp up -> {
                tellAll(seq -> new ServerMessage.PickedUp(seq, up.slot(), up.kind(), up.amount()));
                var data = Map.of("kind", up.kind().name(), "amount", Integer.toString(up.amount()));
                news.update(
                        SessionUpdate.of(gameSimId, new SessionUpdate.Event("picked-up", playerAt(up.slot()), data)));
            }
            case ArenaEvent.Joined joined -> {}
            case ArenaEvent.Left left -> {}
            case ArenaEvent.Respawned respawned -> {}
        }
    }

    private String playerAt(int slot) {
        return seats.get(slot) instanceof Seat seat ? seat.playerId : "";
    }

    private void tellAll(IntFunction<ServerMessage> message) {
        List.copyOf(guests.values()).forEach(guest -> guest.tell(message));
    }

    /** Ends the game: its players are told the result, and the registry. */
    void end(String reason) {
        if (ended != null) {
            return;
        }
        ended = reason;
        if (log != null) {
            log.end(reason, arena);
        }
        var results = arena.results();
        tellAll(seq -> new ServerMessage.Over(seq, results));
        news.report(new SessionReport(
                gameSimId, reason, results.stream().map(this::line).toList(), Long.toHexString(arena.checksum())));
    }

    /** Ends without a word to the registry, which has no such session any more. */
    void drop() {
        List.copyOf(guests.keySet()).forEach(Peer::disconnect);
    }

    private PlayerResult line(Result result) {
        var loot = result.credits() == 0
                ? List.<ItemQuantity>of()
                : List.of(new ItemQuantity(CREDITS_ITEM, result.credits()));
        return new PlayerResult(
                new PlayerId(result.playerId()),
                null,
                result.score(),
                result.kills(),
                result.deaths(),
                result.assists(),
                result.damage(),
                result.shots(),
                result.hits(),
                result.ticks() / arena.rules().tickRate(),
                result.outcome().name(),
                loot);
    }

    /** Who has heard the result goes; who does not listen, after a while. */
    private void sayGoodbye() {
        goodbyeTicks++;
        boolean isLate = goodbyeTicks > GOODBYE_SECONDS_MAX * arena.rules().tickRate();
        for (var peer : List.copyOf(guests.keySet())) {
            if (isLate || peer.isSettled()) {
                peer.disconnect();
            }
        }
    }

    boolean isOver() {
        return ended != null;
    }

    /** Over, and nobody left to tell. */
    boolean isDone() {
        return ended != null && guests.isEmpty();
    }

    int players() {
        return (int) seats.values().stream().filter(seat -> seat.guest != null).count();
    }

    SessionView view() {
        var names = new HashMap<Integer, String>();
        var away = new HashSet<Integer>();
        for (var seat : seats.values()) {
            names.put(seat.slot, seat.name);
            if (seat.guest == null) {
                away.add(seat.slot);
            }
        }
        return new SessionView(gameSimId, arena.map(), arena.rules(), arena.frame(), Map.copyOf(names), away);
    }
}
