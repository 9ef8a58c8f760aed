package com.necpgame.platform.embedded.door;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** One request over HTTP: who asks, what, and the answer. */
final class DoorHandler implements HttpHandler {
    /** The most bytes of a request, as in AWS. */
    static final int BODY_BYTES_MAX = 16 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DoorHandler.class);
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private final Operations operations;
    private final Credentials credentials;
    private final boolean onLoopback;
    private final Bodies bodies = new Bodies();
    private final UnderWay underWay = new UnderWay();
    private final AtomicLong requests = new AtomicLong();
    private final String idPrefix = ProcessHandle.current().pid() + "-";

    DoorHandler(DynamoDbClient store, DoorOptions options) {
        this.operations = new Operations(store);
        this.credentials = new Credentials(options.accessKeyId());
        this.onLoopback = options.address().getAddress().isLoopbackAddress();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var requestId = idPrefix + requests.incrementAndGet();
        // Closed last to first: a call has left when the end of its answer is on its way.
        try (var call = new Call();
                exchange) {
            send(exchange, requestId, answer(exchange, requestId, call));
        }
    }

    /** Lets the calls under way be answered, but not longer than the limit; others are refused. */
    void close(Duration limit) {
        underWay.close(limit);
    }

    /** One request's part of {@link UnderWay}, from where it is there as a whole until its answer is sent. */
    private final class Call implements AutoCloseable {
        private boolean entered;

        void enter() {
            underWay.enter();
            entered = true;
        }

        @Override
        public void close() {
            if (entered) {
                underWay.leave();
            }
        }
    }

    private Answer answer(HttpExchange exchange, String requestId, Call call) throws IOException {
        try (var body = bodies.next()) {
            refuseBrowsers(exchange.getRequestHeaders());
            refuseOtherResources(exchange);
            credentials.check(exchange.getRequestHeaders().getFirst("Authorization"));
            var operation = operations.named(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            var json = body.read(exchange.getRequestBody(), BODY_BYTES_MAX);
            call.enter();
            return new Answer(200, PojoWriter.answer(operation.ask(json)));
        } catch (Refused e) {
            return Errors.of(e);
        } catch (DynamoDbException e) {
            if (e.statusCode() >= 500) {
                LOG.warn("request {} failed", requestId, e);
            }
            return Errors.of(e);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("request {} failed", requestId, e);
            return Errors.internal(requestId);
        }
    }

    /**
     * A page in a browser on this machine reaches loopback too, and by DNS rebinding even under its own name. What
     * talks to a door is no page, so whatever names its origin stays outside.
     */
    private void refuseBrowsers(Headers headers) {
        if (headers.containsKey("Origin")) {
            throw Refused.because(403, "AccessDeniedException", "Pages in a browser are not let in");
        }
        if (onLoopback && !isLoopback(headers.getFirst("Host"))) {
            throw Refused.because(
                    403, "AccessDeniedException", "The header Host must be localhost or an address of loopback");
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null && LOOPBACK.matcher(host).matches();
    }

    private static void refuseOtherResources(HttpExchange exchange) {
        if (!exchange.getRequestMethod().equals("POST")
                || !"/".equals(exchange.getRequestURI().getPath())) {
            throw Refused.because(404, "UnknownOperationException", "There is only POST /");
        }
        var encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Refused.because(415, "SerializationException", "A request is not compressed");
        }
    }

    private static void send(HttpExchange exchange, String requestId, Answer answer) throws IOException {
        var crc = new CRC32();
        crc.update(answer.json());
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/x-amz-json-1.0");
        headers.set("x-amzn-RequestId", requestId);
        headers.set("x-amz-crc32", Long.toString(crc.getValue()));
        boolean bodyless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), bodyless ? -1 : answer.json().length);
        if (!bodyless) {
            exchange.getResponseBody().write(answer.json());
        }
    }
}
