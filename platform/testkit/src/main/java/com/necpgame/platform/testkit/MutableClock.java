package com.necpgame.platform.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until the test moves it. May be read and moved from many threads. */
public final class MutableClock extends Clock {
    private final Hands hands;
    private final ZoneId zone;

    private MutableClock(Hands hands, ZoneId zone) {
        this.hands = hands;
        this.zone = zone;
    }

    /** A clock in UTC that shows the instant given. */
    public static MutableClock at(Instant start) {
        return new MutableClock(new Hands(start), ZoneOffset.UTC);
    }

    /**
     * Moves this clock, and all clocks made from it by {@link #withZone}, forward.
     *
     * @return the instant that it shows now
     * @throws IllegalArgumentException if the duration is negative; a clock that runs back is asked for by {@link #set}
     */
    public Instant advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("advance goes forward, not by " + by);
        }
        return hands.advance(by);
    }

    /** Shows another instant from now on, be it later or earlier. */
    public void set(Instant instant) {
        hands.set(instant);
    }

    @Override
    public Instant instant() {
        return hands.show();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same time seen in another zone: it moves when this clock is moved. */
    @Override
    public MutableClock withZone(ZoneId other) {
        return new MutableClock(hands, other);
    }

    @Override
    public String toString() {
        return "MutableClock[" + instant() + ", " + zone + "]";
    }

    private static final class Hands {
        private Instant now;

        Hands(Instant now) {
            this.now = now;
        }

        synchronized Instant show() {
            return now;
        }

        synchronized void set(Instant instant) {
            now = instant;
        }

        synchronized Instant advance(Duration by) {
            now = now.plus(by);
            return now;
        }
    }
}
