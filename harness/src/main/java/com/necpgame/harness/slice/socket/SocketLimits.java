package com.necpgame.harness.slice.socket;

import java.time.Duration;

/**
 * What one connection may cost.
 *
 * @param frameBytesMax the longest frame from a client; a longer one ends the connection with 1009
 * @param messageBytesMax the longest message, its frames together; also of what functions send
 * @param idleMax how long nothing may go either way; then the connection ends with 1001
 * @param lifeMax how long a connection may last at most; then it ends with 1001
 * @param queueBytesMax how many bytes wait for a client that does not take them; then the connection is cut
 * @param messagesMax how many messages wait for the function; with more, the client is not read
 */
public record SocketLimits(
        int frameBytesMax,
        int messageBytesMax,
        Duration idleMax,
        Duration lifeMax,
        int queueBytesMax,
        int messagesMax) {
    /**
     * API Gateway's, as far as it says them: how much waits for a slow client is our choice.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">Quotas
     *     of a WebSocket API</a>
     */
    public static final SocketLimits AWS =
            new SocketLimits(32 * 1024, 128 * 1024, Duration.ofMinutes(10), Duration.ofHours(2), 1024 * 1024, 16);

    public SocketLimits {
        if (frameBytesMax < 1 || messageBytesMax < 1 || queueBytesMax < 1 || messagesMax < 1) {
            throw new IllegalArgumentException("a limit of a socket is positive");
        }
        if (!idleMax.isPositive() || !lifeMax.isPositive()) {
            throw new IllegalArgumentException("a time of a socket is positive");
        }
    }
}
