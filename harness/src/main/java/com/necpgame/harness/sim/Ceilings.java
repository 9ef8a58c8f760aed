package com.necpgame.harness.sim;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What is known of the most that a wallet may hold. The wire does not tell it, but whatever was accepted once is within it,
 * and whatever was refused once is beyond it, for every player alike.
 */
final class Ceilings {
    private record Bounds(long accepted, long refused) {
        static final Bounds UNKNOWN = new Bounds(0, Long.MAX_VALUE);
    }

    private final ConcurrentMap<String, Bounds> bounds = new ConcurrentHashMap<>();

    private Bounds of(String currency) {
        return bounds.getOrDefault(currency, Bounds.UNKNOWN);
    }

    /** False if so much, or less, was refused before. */
    boolean mayAccept(String currency, long amount) {
        return amount < of(currency).refused();
    }

    /** False if so much, or more, was accepted before. */
    boolean mayRefuse(String currency, long amount) {
        return amount > of(currency).accepted();
    }

    void accepted(String currency, long amount) {
        bounds.merge(
                currency,
                new Bounds(amount, Long.MAX_VALUE),
                (a, b) -> new Bounds(Math.max(a.accepted, b.accepted), Math.min(a.refused, b.refused)));
    }

    void refused(String currency, long amount) {
        bounds.merge(
                currency,
                new Bounds(0, amount),
                (a, b) -> new Bounds(Math.max(a.accepted, b.accepted), Math.min(a.refused, b.refused)));
    }
}
