package com.necpgame.gamesimregistry.fleet;

import com.necpgame.contracts.gamesimregistry.GamesimMoved;
import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One game server, as of its last registration.
 *
 * <p>READY has no session and ALLOCATED at least one: {@code state} and {@code used} change in one write.
 *
 * @param shard where it lies in the table
 * @param epoch which registration this is; grows with each
 * @param moves counts the changes of state, over all epochs; an event's {@code seq}
 * @param playable whether its map is loaded
 * @param used slots that sessions hold
 * @param beatAt when it was last heard of, by the registry's clock
 * @param drainAt while it drains: when what is left is lost
 * @param exp set once its epoch is over: seconds since 1970 when the row may go
 */
@MappedEntity(FleetTable.NAME)
@ItemKey(partition = "FLEET#{shard}", sort = "SIM#{simId}")
public record Gamesim(
        String shard,
        String simId,
        long epoch,
        GamesimState state,
        long moves,
        boolean playable,
        int used,
        Offer offer,
        Pulse pulse,
        Instant registeredAt,
        Instant beatAt,
        @Nullable Instant drainAt,
        @Nullable Long exp) {

    /**
     * How a server says it does.
     *
     * @param load the part of its time that it computes, 0 for idle
     * @param tickMillis how long a tick takes
     * @param players who are connected to it
     */
    @Introspected
    public record Pulse(double load, double tickMillis, int players) {
        static final Pulse NONE = new Pulse(0, 0, 0);
    }

    /** Of a server that registers for the first time. */
    static Gamesim first(String simId, Offer offer, Instant now) {
        return new Gamesim(
                FleetTable.shard(simId),
                simId,
                1,
                GamesimState.STARTING,
                1,
                false,
                0,
                offer,
                Pulse.NONE,
                now,
                now,
                null,
                null);
    }

    /** This server, registered anew: nothing of the earlier epoch is left but its number. */
    Gamesim again(Offer fresh, Instant now) {
        var movesBefore = isOver() ? moves : moves + 1;
        return new Gamesim(
                shard,
                simId,
                epoch + 1,
                GamesimState.STARTING,
                movesBefore + 1,
                false,
                0,
                fresh,
                Pulse.NONE,
                now,
                now,
                null,
                null);
    }

    /** This server with another state. */
    Gamesim in(GamesimState next) {
        return new Gamesim(
                shard, simId, epoch, next, moves + 1, playable, used, offer, pulse, registeredAt, beatAt, drainAt, exp);
    }

    /** This server with one slot more in use, as {@link FleetTable#occupy} leaves it. */
    Gamesim occupied() {
        return new Gamesim(
                shard,
                simId,
                epoch,
                GamesimState.ALLOCATED,
                used == 0 ? moves + 1 : moves,
                playable,
                used + 1,
                offer,
                pulse,
                registeredAt,
                beatAt,
                drainAt,
                exp);
    }

    /** This server after a beat. */
    Gamesim beaten(GamesimState next, boolean nowPlayable, Pulse fresh, Instant now) {
        return new Gamesim(
                shard,
                simId,
                epoch,
                next,
                next == state ? moves : moves + 1,
                nowPlayable,
                used,
                offer,
                fresh,
                registeredAt,
                now,
                drainAt,
                exp);
    }

    Gamesim draining(Instant deadline) {
        return new Gamesim(
                shard,
                simId,
                epoch,
                GamesimState.DRAINING,
                state == GamesimState.DRAINING ? moves : moves + 1,
                playable,
                used,
                offer,
                pulse,
                registeredAt,
                beatAt,
                deadline,
                exp);
    }

    /** Whether the epoch has ended. */
    public boolean isOver() {
        return state == GamesimState.SHUTDOWN || state == GamesimState.LOST;
    }

    /** Whether it takes sessions, as far as it has slots. */
    boolean isTaking() {
        return (state == GamesimState.READY || state == GamesimState.ALLOCATED) && playable;
    }

    /** Whether it takes a session now. */
    public boolean hasRoom() {
        return isTaking() && used < offer.sessionsMax();
    }

    Duration heartbeat() {
        return Duration.ofSeconds(offer.heartbeatSeconds());
    }

    GamesimMoved moved(@Nullable GamesimState from) {
        return new GamesimMoved(simId, epoch, from, state, offer.region(), offer.build());
    }
}
