package com.necpgame.server;

import com.necpgame.platform.embedded.storage.Natives;
import com.necpgame.platform.runtime.RecordedServices;
import io.micronaut.context.annotation.Parallel;
import io.micronaut.web.router.Router;
import io.netty.channel.epoll.Epoll;
import jakarta.inject.Singleton;

/**
 * What a start needs later, done meanwhile on a second processor. Nothing depends on it: who comes first does the work,
 * and who comes second finds it done, or waits for the rest of it.
 */
final class Ahead {
    private Ahead() {}

    /** @param withStore whether the embedded store is what the server will open */
    static void begin(boolean withStore) {
        Thread.ofPlatform().daemon().name("ahead").start(() -> {
            KnownSettings.readAhead();
            RecordedServices.prepare();
            if (withStore) {
                Natives.load();
            }
            Epoll.isAvailable();
        });
    }

    /** The routes, which take a fifth of a start, and no table to be there. A fault in them is met again by who needs them. */
    @Singleton
    @Parallel(shutdownOnError = false)
    static final class Routes {
        Routes(Router router) {}
    }
}
