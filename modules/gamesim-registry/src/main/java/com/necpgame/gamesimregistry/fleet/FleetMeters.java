package com.necpgame.gamesimregistry.fleet;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.platform.runtime.recurring.Recurring;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the fleet measures: {@code ActiveGameSessions} and {@code PercentAvailableGameSessions}, named as autoscaling
 * policies name them, by region and build, and the moves of servers. The gauges read the fleet when they are asked, so
 * that every process tells the same; a run only looks for regions and builds that are new.
 */
@Singleton
final class FleetMeters implements Recurring {
    private static final int PERCENT = 100;

    private final FleetView view;
    private final MeterRegistry meters;
    private final RegistryConfig config;
    private final Set<Group> shown = ConcurrentHashMap.newKeySet();

    private record Group(String region, String build) {
        static Group of(Gamesim server) {
            return new Group(server.offer().region(), server.offer().build());
        }
    }

    FleetMeters(FleetView view, MeterRegistry meters, RegistryConfig config) {
        this.view = view;
        this.meters = meters;
        this.config = config;
    }

    @Override
    public Duration every() {
        return config.measureEvery();
    }

    @Override
    public void run() {
        view.servers().stream().map(Group::of).filter(shown::add).forEach(this::show);
    }

    private void show(Group group) {
        gauge("ActiveGameSessions", group, this::active, "Sessions that hold a slot of a server");
        gauge(
                "PercentAvailableGameSessions",
                group,
                this::percentAvailable,
                "Free slots of servers that take sessions, of a hundred");
    }

    private void gauge(String name, Group group, ToDoubleFunction<Group> value, String description) {
        Gauge.builder(name, group, value)
                .tags("region", group.region(), "build", group.build())
                .description(description)
                .strongReference(true)
                .register(meters);
    }

    private Stream<Gamesim> servers(Group group) {
        return view.servers().stream().filter(server -> Group.of(server).equals(group));
    }

    private double active(Group group) {
        return servers(group).mapToInt(Gamesim::used).sum();
    }

    private double percentAvailable(Group group) {
        var taking = servers(group).filter(Gamesim::isTaking).toList();
        var slots =
                taking.stream().mapToInt(server -> server.offer().sessionsMax()).sum();
        var used = taking.stream().mapToInt(Gamesim::used).sum();
        return slots == 0 ? 0 : PERCENT * (double) (slots - used) / slots;
    }

    void moved(@Nullable GamesimState from, GamesimState to) {
        meters.counter("necpgame.gamesim.moves", "from", from == null ? "none" : word(from), "to", word(to))
                .increment();
    }

    /** Sessions that a server runs and the registry holds no more. */
    void strays(long count) {
        meters.counter("necpgame.gamesim.strays").increment(count);
    }

    private static String word(GamesimState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
