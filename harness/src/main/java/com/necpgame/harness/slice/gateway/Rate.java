package com.necpgame.harness.slice.gateway;

/**
 * How often one caller may ask.
 *
 * @param perSecond how many requests per second a caller may make for ever
 * @param burst how many requests a caller who was quiet may make at once
 */
public record Rate(double perSecond, int burst) {
    /** The source's numbers, and the one JVM's. */
    public static final Rate DEFAULT = new Rate(50, 100);

    public Rate {
        if (!(perSecond > 0) || burst < 1) {
            throw new IllegalArgumentException("a rate and its burst are positive");
        }
    }
}
