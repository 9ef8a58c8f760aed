package com.necpgame.platform.testkit;

import java.util.EnumMap;
import java.util.Map;

/**
 * How often each fault befalls a call to which it applies.
 *
 * @param byFault a probability for each kind, 0 where it is missing; together at most 1, as a call suffers one fault
 */
public record Rates(Map<Fault, Double> byFault) {
    /** No faults. */
    public static final Rates NONE = new Rates(Map.of());

    public Rates {
        byFault = Map.copyOf(byFault);
        if (byFault.values().stream().anyMatch(rate -> !(rate >= 0 && rate <= 1))) {
            throw new IllegalArgumentException("a rate is 0 to 1: " + byFault);
        }
        if (byFault.values().stream().mapToDouble(rate -> rate).sum() > 1 + 1e-9) {
            throw new IllegalArgumentException("rates together are at most 1: " + byFault);
        }
    }

    /** One kind of fault. */
    public static Rates of(Fault fault, double rate) {
        return NONE.and(fault, rate);
    }

    /** The same rate for every kind. */
    public static Rates each(double rate) {
        var all = new EnumMap<Fault, Double>(Fault.class);
        for (Fault fault : Fault.values()) {
            all.put(fault, rate);
        }
        return new Rates(all);
    }

    /** These rates with one of them set. */
    public Rates and(Fault fault, double rate) {
        var changed = new EnumMap<Fault, Double>(Fault.class);
        changed.putAll(byFault);
        changed.put(fault, rate);
        return new Rates(changed);
    }

    /** The probability of this kind. */
    public double rate(Fault fault) {
        return byFault.getOrDefault(fault, 0.0);
    }
}
