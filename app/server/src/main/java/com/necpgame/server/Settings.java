package com.necpgame.server;

import java.time.Duration;

/** A setting outside of its range stops the start, and is named. */
public final class Settings {
    private Settings() {}

    public static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be above zero, but is " + value);
        }
    }

    public static void positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(name + " must be above zero, but is " + value);
        }
    }

    public static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " must not be below zero, but is " + value);
        }
    }
}
