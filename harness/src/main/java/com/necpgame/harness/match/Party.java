package com.necpgame.harness.match;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Bots that play together: in each round one of them makes the session, and tells the others. */
final class Party {
    /** Longer than a request for a session may wait, with a restart of the registry in it. */
    private static final long HOST_SECONDS_MAX = 150;

    private final int size;
    private final List<CompletableFuture<Optional<Seat>>> seats;

    Party(int size, int rounds) {
        this.size = size;
        seats = IntStream.range(0, rounds)
                .mapToObj(round -> new CompletableFuture<Optional<Seat>>())
                .toList();
    }

    int size() {
        return size;
    }

    boolean isHost(int member, int round) {
        return round % size == member;
    }

    /** @param seat empty if there is no session this round */
    void tell(int round, Optional<Seat> seat) {
        seats.get(round).complete(seat);
    }

    /** The host's seat; empty if there is none this round. */
    Optional<Seat> hear(int round) throws InterruptedException {
        try {
            return seats.get(round).get(HOST_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        }
    }
}
