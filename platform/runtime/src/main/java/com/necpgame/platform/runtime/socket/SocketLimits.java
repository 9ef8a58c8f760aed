package com.necpgame.platform.runtime.socket;

import java.time.Duration;

/**
 * What one connection of a route may cost.
 *
 * @param messageBytesMax the longest message in bytes, its fragments together; a longer one ends the connection with
 *     close code 1009
 * @param queueBytesMax how many bytes wait for a connection that does not take them; then the oldest that may be
 *     dropped are dropped
 * @param stalledMax how long a connection may take nothing before it is ended with close code 4408
 * @param textsPending how many text messages of one connection may wait to be handled; more end it with 4429
 */
public record SocketLimits(int messageBytesMax, int queueBytesMax, Duration stalledMax, int textsPending) {
    public SocketLimits {
        if (messageBytesMax < 1 || queueBytesMax < 1 || textsPending < 1 || !stalledMax.isPositive()) {
            throw new IllegalArgumentException("A limit of a socket must be positive");
        }
    }
}
