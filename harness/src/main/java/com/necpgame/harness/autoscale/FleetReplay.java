package com.necpgame.harness.autoscale;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.LongConsumer;

/**
 * Replays demands against one policy, event by event in simulated time. At the same moment servers get ready and sessions end
 * before those who wait give up, and they before others come: a slot that is free in time is used.
 */
final class FleetReplay {
    private static final long MINUTE_MILLIS = 60_000;

    private final FleetModel model;
    private final Policy policy;
    private final SimulatedFleet fleet;
    private final Queue<Event> events = new PriorityQueue<>(Event.IN_ORDER);
    private final Deque<Demand> line = new ArrayDeque<>();
    private final List<Played> played = new ArrayList<>();
    private final List<Minute> minutes = new ArrayList<>();
    private long launchAllowedAt;
    private long removeAllowedAt;
    private long order;
    private int refused;
    private int refusedBefore;

    /** In the order in which those of one moment happen. */
    private enum Kind {
        READY,
        ENDED,
        GIVES_UP,
        ARRIVES,
        LOOK,
        MINUTE
    }

    private record Event(long at, Kind kind, long order, Runnable what) {
        static final Comparator<Event> IN_ORDER =
                Comparator.comparingLong(Event::at).thenComparing(Event::kind).thenComparingLong(Event::order);
    }

    private FleetReplay(FleetModel model, Policy policy) {
        this.model = model;
        this.policy = policy;
        int first = policy instanceof Policy.Fixed fixed ? fixed.servers() : model.serversFirst();
        fleet = new SimulatedFleet(model, first);
    }

    /**
     * Runs until the curve ends; who waits then is counted as waiting.
     *
     * @param demands in the order of their times
     * @throws IllegalArgumentException if the policy cannot work with such servers
     */
    static Outcome run(FleetModel model, Policy policy, List<Demand> demands, long endMillis) {
        policy.check(model);
        return new FleetReplay(model, policy).run(demands, endMillis);
    }

    private Outcome run(List<Demand> demands, long end) {
        demands.forEach(demand -> at(demand.atMillis(), Kind.ARRIVES, () -> arrive(demand)));
        every(model.evaluateEvery().toMillis(), end, Kind.LOOK, this::look);
        every(MINUTE_MILLIS, end, Kind.MINUTE, now -> note());
        for (Event next = events.poll(); next != null && next.at() <= end; next = events.poll()) {
            next.what().run();
        }
        return new Outcome(
                policy,
                demands.size(),
                List.copyOf(played),
                refused,
                line.size(),
                fleet.serverMillis(end),
                fleet.readyMillis(end),
                fleet.peak(),
                model.capacity(),
                end,
                List.copyOf(minutes));
    }

    private void at(long at, Kind kind, Runnable what) {
        events.add(new Event(at, kind, order++, what));
    }

    private void every(long millis, long end, Kind kind, LongConsumer what) {
        for (long at = millis; at <= end; at += millis) {
            long now = at;
            at(now, kind, () -> what.accept(now));
        }
    }

    private void arrive(Demand demand) {
        long now = demand.atMillis();
        line.add(demand);
        serve(now);
        if (!line.isEmpty()) { // Then this one is the last of it.
            at(now + model.waitMax().toMillis(), Kind.GIVES_UP, () -> giveUp(demand));
        }
    }

    /** First come, first served: nobody overtakes. */
    private void serve(long now) {
        Optional<SimulatedServer> room = line.isEmpty() ? Optional.empty() : fleet.withRoom(now);
        while (room.isPresent()) {
            begin(line.remove(), room.get(), now);
            room = line.isEmpty() ? Optional.empty() : fleet.withRoom(now);
        }
    }

    private void begin(Demand demand, SimulatedServer server, long now) {
        long end = now + demand.lengthMillis();
        server.begin();
        played.add(new Played(server.id, demand.atMillis(), now, end));
        at(end, Kind.ENDED, () -> {
            fleet.end(server, end);
            serve(end);
        });
    }

    /** Whoever gives up stands first in the line: all wait equally long. */
    private void giveUp(Demand demand) {
        if (demand.equals(line.peek())) {
            line.remove();
            refused++;
        }
    }

    private void look(long now) {
        int wanted = Math.clamp(policy.wanted(fleet.reading(now, line.size())), model.serversMin(), model.serversMax());
        int staying = fleet.staying();
        if (wanted > staying && now >= launchAllowedAt) {
            launch(Math.min(wanted - staying, model.serversMax() - fleet.size()), now);
        } else if (wanted < staying && now >= removeAllowedAt && fleet.isAllWarm(now)) {
            remove(staying - wanted, now);
        }
    }

    private void launch(int count, long now) {
        for (int i = 0; i < count; i++) {
            long readyAt = fleet.launch(now);
            at(readyAt, Kind.READY, () -> serve(readyAt));
            launchAllowedAt = now + model.scaleOutCooldown().toMillis();
            removeAllowedAt = now + model.scaleInCooldown().toMillis();
        }
    }

    private void remove(int count, long now) {
        for (int i = 0; i < count && fleet.shrink(now); i++) {
            removeAllowedAt = now + model.scaleInCooldown().toMillis();
        }
    }

    private void note() {
        minutes.add(new Minute(fleet.size(), fleet.sessions(), line.size(), refused - refusedBefore));
        refusedBefore = refused;
    }
}
