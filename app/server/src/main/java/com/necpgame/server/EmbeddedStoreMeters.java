package com.necpgame.server;

import com.necpgame.platform.embedded.EmbeddedDynamo;
import com.necpgame.platform.embedded.storage.Metrics;
import com.necpgame.platform.embedded.storage.StorageException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What the embedded store holds and did. A scrape that comes while it is being opened again finds no values. */
@Singleton
final class EmbeddedStoreMeters implements MeterBinder {
    private static final long SCRAPE_NANOS = 1_000_000_000;
    private static final double MICROS_PER_SECOND = 1e6;

    private final EmbeddedStore engine;
    private @Nullable Metrics last;
    private long lastNanos;

    EmbeddedStoreMeters(EmbeddedStore engine) {
        this.engine = engine;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "necpgame.store.batches", "atomic writes", Metrics::batches);
        counter(registry, "necpgame.store.fsyncs", "fsyncs, each for all batches that waited", Metrics::fsyncs);
        counter(registry, "necpgame.store.repairs", "times it was opened again after a failure", Metrics::repairs);
        counter(registry, "necpgame.store.stalls", "times writers were slowed down by compaction", Metrics::stalls);
        counter(
                registry,
                "necpgame.store.stalled.seconds",
                "how long they waited together",
                metrics -> metrics.stalledMicros() / MICROS_PER_SECOND);
        gauge(registry, "necpgame.store.disk.bytes", "all files in the folder", Metrics::diskBytes);
        gauge(registry, "necpgame.store.disk.free.bytes", "that may still be written to that disk", Metrics::freeBytes);
        gauge(registry, "necpgame.store.cache.bytes", "held outside the heap", Metrics::cacheBytes);
        gauge(registry, "necpgame.store.readers", "queries and snapshots that are open", Metrics::readers);
    }

    private void counter(MeterRegistry registry, String name, String description, ToDoubleFunction<Metrics> value) {
        FunctionCounter.builder(name, this, self -> self.read(value))
                .description(description)
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Metrics> value) {
        Gauge.builder(name, this, self -> self.read(value))
                .description(description)
                .register(registry);
    }

    /** All meters of one scrape come from one look, which lists the folder. */
    private synchronized double read(ToDoubleFunction<Metrics> value) {
        var now = System.nanoTime();
        if (last == null || now - lastNanos > SCRAPE_NANOS) {
            try {
                last = engine.opened().map(EmbeddedDynamo::metrics).orElse(null);
            } catch (StorageException e) {
                last = null;
            }
            lastNanos = now;
        }
        return last == null ? Double.NaN : value.applyAsDouble(last);
    }
}
