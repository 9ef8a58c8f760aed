package com.necpgame.server;

/** The addresses that machines ask: health checks and the metrics scraper. Not limited, not logged while all is well. */
final class Probes {
    static final String HEALTH = "/health";
    static final String METRICS = "/prometheus";

    private Probes() {}

    static boolean contains(String path) {
        return path.equals(METRICS) || path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }
}
