package com.necpgame.voice.room;

import com.necpgame.platform.runtime.Ids;
import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.platform.runtime.store.Leases;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process, from its first connection on: a lease of its own, renewed while it lives, tells the others that its
 * connections are open. Connections that are held elsewhere are no process's, and outlive every one.
 */
@Singleton
final class VoiceNode {
    /** A process that has not renewed its lease for so long is dead. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private static final String ELSEWHERE = "elsewhere";

    private static final Logger LOG = LoggerFactory.getLogger(VoiceNode.class);
    private static final Duration BEAT = LEASE.dividedBy(3);

    private final String name;
    private final Connections connections;
    private final Leases leases;
    private final Clock clock;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("voice-node").factory());
    private boolean beating;

    VoiceNode(Ids ids, Connections connections, Leases leases, Clock clock) {
        this.name = ids.next("node");
        this.connections = connections;
        this.leases = leases;
        this.clock = clock;
    }

    /** The name; whoever asks for it is about to write it. */
    synchronized String name() {
        if (!connections.areHere()) {
            return ELSEWHERE;
        }
        if (!beating) {
            beat();
            heart.scheduleAtFixedRate(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
            beating = true;
        }
        return name;
    }

    boolean is(String node) {
        return name.equals(node);
    }

    boolean isDead(String node) {
        return !is(node)
                && !node.equals(ELSEWHERE)
                && leases.until(RoomTable.NAME, lease(node)).isBefore(clock.instant());
    }

    private void beat() {
        try {
            leases.hold(RoomTable.NAME, lease(name), LEASE);
        } catch (RuntimeException e) {
            LOG.warn("This process could not show that it lives; its connections may be taken for lost", e);
        }
    }

    private static String lease(String node) {
        return "voice-" + node;
    }

    @PreDestroy
    void stop() {
        heart.shutdownNow();
    }
}
