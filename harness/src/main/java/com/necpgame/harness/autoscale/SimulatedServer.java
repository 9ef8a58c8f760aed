package com.necpgame.harness.autoscale;

/** A server of the model. */
final class SimulatedServer {
    final int id;
    final long launchedAt;
    final long readyAt;
    final long warmAt;
    private final int capacity;
    private int sessions;
    private boolean draining;

    /** One that takes sessions from a moment on. */
    SimulatedServer(int id, long launchedAt, long readyAt, long warmAt, int capacity) {
        this.id = id;
        this.launchedAt = launchedAt;
        this.readyAt = readyAt;
        this.warmAt = warmAt;
        this.capacity = capacity;
    }

    int sessions() {
        return sessions;
    }

    boolean isEmpty() {
        return sessions == 0;
    }

    boolean isDraining() {
        return draining;
    }

    boolean isReady(long now) {
        return now >= readyAt;
    }

    boolean isWarm(long now) {
        return now >= warmAt;
    }

    boolean hasRoom(long now) {
        return !draining && isReady(now) && sessions < capacity;
    }

    void begin() {
        sessions++;
    }

    void end() {
        sessions--;
    }

    void drain() {
        draining = true;
    }
}
