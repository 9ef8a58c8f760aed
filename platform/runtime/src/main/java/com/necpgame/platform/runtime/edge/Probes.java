package com.necpgame.platform.runtime.edge;

/** The addresses that machines ask: health checks and the metrics scraper. Not limited, not logged while all is well. */
public final class Probes {
    public static final String HEALTH = "/health";
    public static final String METRICS = "/prometheus";

    private Probes() {}

    public static boolean contains(String path) {
        return path.equals(METRICS) || path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }
}
