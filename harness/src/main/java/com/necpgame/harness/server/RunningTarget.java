package com.necpgame.harness.server;

import java.net.URI;

/**
 * A server that somebody else started and will stop: at a URL, or inside this very process.
 *
 * @param base where it listens, {@code http} or {@code https}, without a path
 */
public record RunningTarget(URI base, Operator operator) implements Target {
    public RunningTarget {
        if (base.getHost() == null
                || base.getScheme() == null
                || !base.getScheme().startsWith("http")) {
            throw new IllegalArgumentException("a target is http(s)://host[:port], not " + base);
        }
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
