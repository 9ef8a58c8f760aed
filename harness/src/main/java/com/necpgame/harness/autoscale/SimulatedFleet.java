package com.necpgame.harness.autoscale;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The servers of the model: launched, packed, drained, and what they cost. Times in milliseconds from the start. */
final class SimulatedFleet {
    private static final Comparator<SimulatedServer> FULLEST =
            Comparator.comparingInt(SimulatedServer::sessions).thenComparingInt(server -> -server.id);

    private final FleetModel model;
    private final List<SimulatedServer> servers = new ArrayList<>();
    private int launched;
    private long goneServerMillis;
    private long goneReadyMillis;
    private int peak;

    /** Begins with servers that are ready and warm, as after a quiet night. */
    SimulatedFleet(FleetModel model, int servers) {
        this.model = model;
        for (int i = 0; i < servers; i++) {
            add(0, 0, 0);
        }
    }

    /** @return when it will take sessions */
    long launch(long now) {
        long readyAt = now + model.start().toMillis();
        add(now, readyAt, readyAt + model.warmUp().toMillis());
        return readyAt;
    }

    private void add(long launchedAt, long readyAt, long warmAt) {
        servers.add(new SimulatedServer(launched++, launchedAt, readyAt, warmAt, model.capacity()));
        peak = Math.max(peak, servers.size());
    }

    /** The fullest with room; of equals the oldest. */
    Optional<SimulatedServer> withRoom(long now) {
        return servers.stream().filter(server -> server.hasRoom(now)).max(FULLEST);
    }

    /** Takes away one that is not needed. @return whether there was one to take, or to drain */
    boolean shrink(long now) {
        Optional<SimulatedServer> least =
                servers.stream().filter(server -> !server.isDraining()).min(FULLEST);
        if (least.isEmpty() || (!least.get().isEmpty() && !model.drains())) {
            return false;
        }
        least.get().drain();
        reap(least.get(), now);
        return true;
    }

    /** Ends a session; the server goes with the last of them if it drains. */
    void end(SimulatedServer server, long now) {
        server.end();
        reap(server, now);
    }

    private void reap(SimulatedServer server, long now) {
        if (server.isDraining() && server.isEmpty()) {
            servers.remove(server);
            goneServerMillis += now - server.launchedAt;
            goneReadyMillis += Math.max(0, now - server.readyAt);
        }
    }

    /** Servers that run or start, those that drain aside. */
    int staying() {
        return (int) servers.stream().filter(server -> !server.isDraining()).count();
    }

    int size() {
        return servers.size();
    }

    int peak() {
        return peak;
    }

    boolean isAllWarm(long now) {
        return servers.stream().allMatch(server -> server.isWarm(now));
    }

    int sessions() {
        return servers.stream().mapToInt(SimulatedServer::sessions).sum();
    }

    Reading reading(long now, int waiting) {
        var warm = servers.stream()
                .filter(server -> server.isWarm(now) && !server.isDraining())
                .toList();
        int warmSessions = warm.stream().mapToInt(SimulatedServer::sessions).sum();
        int sessions = servers.stream()
                .filter(server -> !server.isDraining())
                .mapToInt(SimulatedServer::sessions)
                .sum();
        return new Reading(model.capacity(), warm.size(), warmSessions, sessions, waiting);
    }

    /** From launch to end, of all servers: what is paid for. */
    long serverMillis(long now) {
        return goneServerMillis
                + servers.stream().mapToLong(server -> now - server.launchedAt).sum();
    }

    /** The part of it in which sessions could be. */
    long readyMillis(long now) {
        return goneReadyMillis
                + servers.stream()
                        .mapToLong(server -> Math.max(0, now - server.readyAt))
                        .sum();
    }
}
