package com.necpgame.platform.runtime.recurring;

import com.necpgame.platform.runtime.GameModules;
import com.necpgame.platform.runtime.store.Leases;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recurring work of this process's modules, each piece under a lease that lasts its period. Whoever knows the time
 * asks for it: a clock of this process, or a schedule elsewhere.
 */
@Singleton
public final class DueWork {
    private static final Logger LOG = LoggerFactory.getLogger(DueWork.class);

    private final List<Recurring> work;
    private final Leases leases;
    private final MeterRegistry meters;
    private final Set<Recurring> underWay = ConcurrentHashMap.newKeySet();

    DueWork(List<Recurring> work, Leases leases, MeterRegistry meters) {
        this.work = List.copyOf(work);
        this.leases = leases;
        this.meters = meters;
    }

    /** What became of a piece of work. */
    public enum Outcome {
        DONE,
        /** Somebody has done it, this process or another, less than a period ago. */
        NOT_DUE,
        /** Its last run in this process has not ended. */
        SKIPPED,
        /** It is logged, and due again a period later. */
        FAILED
    }

    /** All pieces, in no order. */
    public List<Recurring> all() {
        return work;
    }

    /** By which a piece is counted and asked for: the simple name of its class. */
    public static String name(Recurring piece) {
        return piece.getClass().getSimpleName();
    }

    /** Does a piece if it is due. */
    public Outcome runIfDue(Recurring piece) {
        if (!underWay.add(piece)) {
            return count(piece, Outcome.SKIPPED);
        }
        try {
            // A little less than the period, so that the next tick is not refused for coming on the dot.
            var lease = piece.every().minus(piece.every().dividedBy(10));
            if (!leases.take(GameModules.of(piece.getClass()), name(piece), lease)) {
                return Outcome.NOT_DUE;
            }
            piece.run();
            return count(piece, Outcome.DONE);
        } catch (RuntimeException e) {
            LOG.warn("{} failed and is due again in {}", name(piece), piece.every(), e);
            return count(piece, Outcome.FAILED);
        } finally {
            underWay.remove(piece);
        }
    }

    private Outcome count(Recurring piece, Outcome outcome) {
        var word = outcome.name().toLowerCase(Locale.ROOT);
        meters.counter("necpgame.recurring", "work", name(piece), "outcome", word)
                .increment();
        return outcome;
    }
}
