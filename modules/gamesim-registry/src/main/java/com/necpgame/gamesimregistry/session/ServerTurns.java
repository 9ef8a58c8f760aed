package com.necpgame.gamesimregistry.session;

import jakarta.inject.Singleton;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets the threads of this process change one server's row one after the other, where DynamoDB would make all but one of them
 * try again. It spares collisions; what may be is decided by conditions alone, since other processes take no turns.
 */
@Singleton
final class ServerTurns {
    private static final int STRIPES = 256;

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

    <T> T take(String simId, Supplier<T> work) {
        var lock = locks[Math.floorMod(simId.hashCode(), STRIPES)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
