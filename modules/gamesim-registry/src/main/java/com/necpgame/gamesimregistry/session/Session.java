package com.necpgame.gamesimregistry.session;

import static com.necpgame.contracts.gamesimregistry.GameSessionState.ACTIVE;
import static com.necpgame.contracts.gamesimregistry.GameSessionState.ALLOCATED;
import static com.necpgame.gamesimregistry.RegistryProblem.BAD_REPORT;
import static com.necpgame.gamesimregistry.RegistryProblem.SESSION_FULL;

import com.necpgame.contracts.PlayerId;
import com.necpgame.contracts.gamesimregistry.GameSessionState;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A game session. Its seats are a part of it: who takes one replaces the row at the version that was seen, so that no
 * slot is given twice.
 *
 * @param joinCode {@value JoinCode#LENGTH} characters that people can read out
 * @param seed the chance of the session, told to its server in every join token
 * @param seats at most one of each player; those who left stay, so that results can name them
 * @param seq the number of the last update that was applied; 0 before the first
 * @param progress what the server said last of the game
 * @param claimBy when an ALLOCATED session expires
 * @param outcome null while it runs
 * @param exp when it is forgotten, in seconds of the epoch; null while it runs
 */
@MappedEntity(SessionTable.NAME)
@ItemKey(partition = "SES#{gameSimId}", sort = "SES")
record Session(
        String gameSimId,
        GameSessionState state,
        Host host,
        Terms terms,
        String joinCode,
        long seed,
        List<Seat> seats,
        long seq,
        Map<String, String> progress,
        int eventCount,
        Instant createdAt,
        Instant claimBy,
        @Nullable Outcome outcome,
        @Nullable Long exp,
        @Version long version) {
    boolean isOver() {
        return state != ALLOCATED && state != ACTIVE;
    }

    /** Whether nobody came in time, whether or not that has been written down. */
    boolean isExpired(Instant now) {
        return state == ALLOCATED && !claimBy.isAfter(now);
    }

    boolean isClosed(Instant now) {
        return isOver() || isExpired(now);
    }

    boolean isForgotten(Instant now) {
        return exp != null && exp <= now.getEpochSecond();
    }

    @Nullable
    Seat seat(PlayerId player) {
        return seats.stream()
                .filter(seat -> seat.playerId().equals(player))
                .findFirst()
                .orElse(null);
    }

    boolean holds(PlayerId player, Instant now) {
        var seat = seat(player);
        return seat != null && seat.isHeld(now);
    }

    int freeSlots(Instant now) {
        return terms.playersMax()
                - (int) seats.stream().filter(seat -> seat.isHeldPlayer(now)).count();
    }

    /**
     * The session with seats for these players; those who have one in this role keep it.
     *
     * @param until how long the reservations are held
     */
    Session seating(List<PlayerId> players, SeatRole role, Instant now, Instant until, int spectatorsMax) {
        var seated = this;
        for (var player : players) {
            seated = seated.seating(player, role, now, until, spectatorsMax);
        }
        return seated;
    }

    private Session seating(PlayerId player, SeatRole role, Instant now, Instant until, int spectatorsMax) {
        var own = seat(player);
        if (own != null && own.role() == role && own.isHeld(now)) {
            return with(own.again(until));
        }
        var slot = role == SeatRole.PLAYER ? freeSlot(player, own, now) : watching(player, now, spectatorsMax);
        return with(new Seat(player, role, SeatState.RESERVED, slot, until));
    }

    /** The slot that the player had, or else the lowest. */
    private int freeSlot(PlayerId player, @Nullable Seat own, Instant now) {
        var taken = seats.stream()
                .filter(seat -> seat.isHeldPlayer(now) && !seat.playerId().equals(player))
                .map(Seat::slot)
                .toList();
        if (own != null && own.role() == SeatRole.PLAYER && !taken.contains(own.slot())) {
            return own.slot();
        }
        return IntStream.range(0, terms.playersMax())
                .filter(slot -> !taken.contains(slot))
                .findFirst()
                .orElseThrow(() -> SESSION_FULL.refuse("all " + terms.playersMax() + " slots are taken"));
    }

    private int watching(PlayerId player, Instant now, int spectatorsMax) {
        var watchers = seats.stream()
                .filter(seat -> seat.role() == SeatRole.SPECTATOR && seat.isHeld(now))
                .filter(seat -> !seat.playerId().equals(player))
                .count();
        if (watchers >= spectatorsMax) {
            throw SESSION_FULL.refuse("at most " + spectatorsMax + " may watch");
        }
        return 0;
    }

    /** With a seat in another state. Who comes after their seat was given to another has none. */
    Session turning(PlayerId player, SeatState to, Instant now) {
        var own = Objects.requireNonNull(seat(player), player.value());
        if (to == SeatState.CONNECTED
                && !own.isHeld(now)
                && own.role() == SeatRole.PLAYER
                && isTaken(own.slot(), now)) {
            throw BAD_REPORT.refuse("the seat of " + player + " was given to another");
        }
        return with(own.turned(to));
    }

    private boolean isTaken(int slot, Instant now) {
        return seats.stream().anyMatch(seat -> seat.isHeldPlayer(now) && seat.slot() == slot);
    }

    Session with(Seat changed) {
        var all = new ArrayList<Seat>();
        seats.stream()
                .filter(seat -> !seat.playerId().equals(changed.playerId()))
                .forEach(all::add);
        all.add(changed);
        return withSeats(all);
    }

    /** Without the oldest of those who are not there any more, once there are more seats than may be remembered. */
    Session remembering(int seatsMax, Instant now) {
        var kept = new ArrayList<>(seats);
        var gone = seats.stream().filter(seat -> !seat.isHeld(now)).iterator();
        while (kept.size() > seatsMax && gone.hasNext()) {
            kept.remove(gone.next());
        }
        return withSeats(kept);
    }

    private Session withSeats(List<Seat> all) {
        return as(state, terms, List.copyOf(all), seq, progress, eventCount, outcome, exp);
    }

    Session claimed() {
        return as(ACTIVE, terms, seats, seq, progress, eventCount, outcome, exp);
    }

    Session updated(long newSeq, Map<String, String> newProgress, int events) {
        return as(state, terms, seats, newSeq, newProgress, eventCount + events, outcome, exp);
    }

    Session over(GameSessionState to, Outcome how, Instant forgottenAt) {
        return as(to, terms.withoutPassword(), seats, seq, progress, eventCount, how, forgottenAt.getEpochSecond());
    }

    /** This session, with what may change in it as given. */
    private Session as(
            GameSessionState newState,
            Terms newTerms,
            List<Seat> newSeats,
            long newSeq,
            Map<String, String> newProgress,
            int newEventCount,
            @Nullable Outcome newOutcome,
            @Nullable Long newExp) {
        return new Session(
                gameSimId,
                newState,
                host,
                newTerms,
                joinCode,
                seed,
                newSeats,
                newSeq,
                newProgress,
                newEventCount,
                createdAt,
                claimBy,
                newOutcome,
                newExp,
                version);
    }
}
