package com.necpgame.lambda.socket;

import com.necpgame.platform.runtime.socket.Connections;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Connections that API Gateway holds: one HTTP request per connection and message. A message has left when the call
 * returns, since nothing runs in a function after its answer.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">The
 *     {@code @connections} commands</a>
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html">API
 *     Gateway's limits</a>
 */
@Singleton
final class ApiGatewayConnections implements Connections {
    /** The longest message that API Gateway carries, in bytes. */
    static final int MESSAGE_BYTES_MAX = 128 * 1024;

    /** So many requests are under way at a time. */
    static final int TOGETHER_MAX = 64;

    /** How long one message to one connection is tried. */
    static final Duration POST_TIME_MAX = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ApiGatewayConnections.class);

    private final Gateways gateways;
    private final Gone gone;
    private final MeterRegistry meters;
    private final Semaphore together = new Semaphore(TOGETHER_MAX);

    /** Their handshakes have no answer yet: the gateway does not know them. */
    private final Set<String> opening = ConcurrentHashMap.newKeySet();

    ApiGatewayConnections(Gateways gateways, Gone gone, MeterRegistry meters) {
        this.gateways = gateways;
        this.gone = gone;
        this.meters = meters;
    }

    void opening(String connectionId) {
        opening.add(connectionId);
    }

    void opened(String connectionId) {
        opening.remove(connectionId);
    }

    @Override
    public boolean carriesBinary() {
        return false;
    }

    @Override
    public boolean areHere() {
        return false;
    }

    /** @throws IllegalArgumentException for a text that no connection of API Gateway takes */
    @Override
    public Sent send(String connectionId, String text) {
        var message = message(text);
        try {
            return post(connectionId, message, POST_TIME_MAX);
        } catch (SdkException e) {
            LOG.warn("{} does not get what must not be dropped, and is ended", connectionId, e);
            count("dropped", "failed");
            delete(connectionId);
            return Sent.OK;
        }
    }

    private static SdkBytes message(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MESSAGE_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "A message of " + bytes.length + " bytes; API Gateway carries at most " + MESSAGE_BYTES_MAX);
        }
        return SdkBytes.fromByteArrayUnsafe(bytes);
    }

    private Sent post(String connectionId, SdkBytes message, Duration time) {
        try {
            gateways.client()
                    .postToConnection(request -> request.connectionId(connectionId)
                            .data(message)
                            .overrideConfiguration(call -> call.apiCallTimeout(time)));
            count("sent", "none");
            return Sent.OK;
        } catch (SdkServiceException e) {
            if (e.statusCode() != HttpStatus.GONE.getCode()) {
                throw e;
            }
            count("dropped", "gone");
            return opening.contains(connectionId) ? Sent.OK : forget(connectionId);
        }
    }

    private Sent forget(String connectionId) {
        gone.found(connectionId);
        return Sent.GONE;
    }

    /** API Gateway tells the client neither code nor reason. Its event of the end brings the route's {@code closed}. */
    @Override
    public void close(String connectionId, int code, String reason) {
        delete(connectionId);
    }

    private void delete(String connectionId) {
        try {
            gateways.client().deleteConnection(request -> request.connectionId(connectionId));
        } catch (SdkServiceException e) {
            if (e.statusCode() != HttpStatus.GONE.getCode()) {
                LOG.warn("{} could not be ended", connectionId, e);
            }
        } catch (SdkException e) {
            LOG.warn("{} could not be ended", connectionId, e);
        }
    }

    /** Who has gone is found out when something is sent. */
    @Override
    public Audience audience(Collection<String> connectionIds) {
        return new Listed(List.copyOf(connectionIds));
    }

    @Override
    public void publish(Audience audience, byte[] message, Duration maxAge) {
        throw new UnsupportedOperationException("API Gateway carries no binary messages");
    }

    /** Returns when everybody has it, or will not get it any more. */
    @Override
    public void publish(Audience audience, String text, Duration maxAge) {
        var connectionIds = ((Listed) audience).connectionIds();
        var message = message(text);
        var since = System.nanoTime();
        if (connectionIds.size() == 1) {
            publish(connectionIds.getFirst(), message, since, maxAge);
            return;
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var connectionId : connectionIds) {
                threads.execute(() -> publish(connectionId, message, since, maxAge));
            }
        }
    }

    private void publish(String connectionId, SdkBytes message, long since, Duration maxAge) {
        together.acquireUninterruptibly();
        try {
            var left = maxAge.minusNanos(System.nanoTime() - since);
            if (!left.isPositive()) {
                count("dropped", "late");
                return;
            }
            post(connectionId, message, left.compareTo(POST_TIME_MAX) < 0 ? left : POST_TIME_MAX);
        } catch (SdkException e) {
            count("dropped", "failed");
            LOG.debug("{} does not get what may be dropped", connectionId, e);
        } finally {
            together.release();
        }
    }

    private void count(String outcome, String cause) {
        meters.counter("necpgame.socket.frames", "outcome", outcome, "cause", cause)
                .increment();
    }

    private record Listed(List<String> connectionIds) implements Audience {
        @Override
        public int size() {
            return connectionIds.size();
        }
    }
}
