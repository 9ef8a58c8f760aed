package com.necpgame.lambda.socket;

import com.amazonaws.services.lambda.runtime.Context;
import com.necpgame.lambda.EventSource;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.socket.SocketErrors;
import com.necpgame.platform.runtime.socket.SocketRequest;
import com.necpgame.platform.runtime.socket.SocketRoute;
import io.micronaut.context.BeanProvider;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * API Gateway's WebSocket APIs. Such an API has no paths, and so a function has one route at most. The gateway asks for
 * each connection's events one after the other, except that the next may come to another process.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html">Connections
 *     come and go</a>
 */
@Singleton
final class SocketSource implements EventSource {
    /** RFC 6455: too big. */
    private static final int CLOSE_TOO_BIG = 1009;

    private static final Logger LOG = LoggerFactory.getLogger(SocketSource.class);

    private final JsonMapper json;
    private final BeanProvider<SocketRoute> route;
    private final BeanProvider<ApiGatewayConnections> connections;
    private final BeanProvider<Gateways> gateways;
    private final BeanProvider<Callers> callers;
    private final BeanProvider<SocketErrors> errors;
    private final BeanProvider<HandshakeAnswers> answers;

    SocketSource(
            JsonMapper json,
            BeanProvider<SocketRoute> route,
            BeanProvider<ApiGatewayConnections> connections,
            BeanProvider<Gateways> gateways,
            BeanProvider<Callers> callers,
            BeanProvider<SocketErrors> errors,
            BeanProvider<HandshakeAnswers> answers) {
        this.json = json;
        this.route = route;
        this.connections = connections;
        this.gateways = gateways;
        this.callers = callers;
        this.errors = errors;
        this.answers = answers;
    }

    @Override
    public boolean sends(JsonNode event) {
        return SocketEvent.of(event) != null;
    }

    @Override
    public void handle(JsonNode node, Context context, OutputStream answer) throws IOException {
        var event = SocketEvent.of(node);
        if (event == null) {
            throw new IllegalArgumentException("no event of a WebSocket");
        }
        gateways.get().seen(event.domain(), event.stage());
        json.writeValue(answer, answer(event));
    }

    private HandshakeAnswer answer(SocketEvent event) {
        return switch (event.type()) {
            case "CONNECT" -> connect(event);
            case "MESSAGE" -> message(event);
            case "DISCONNECT" -> disconnect(event);
            default -> throw new IllegalArgumentException("a WebSocket does not " + event.type());
        };
    }

    private HandshakeAnswer connect(SocketEvent event) {
        var to = route.get();
        var id = event.connectionId();
        connections.get().opening(id);
        try {
            to.open(request(to, event));
            return HandshakeAnswer.OK;
        } catch (RuntimeException e) {
            return answers.get().of(to.path(), e);
        } finally {
            connections.get().opened(id);
        }
    }

    private SocketRequest request(SocketRoute to, SocketEvent event) {
        return new SocketRequest(
                event.connectionId(),
                event.domain(),
                event.stage(),
                callers.get().caller(to.path(), event),
                event.headers(),
                event.query(),
                event.subprotocols());
    }

    /** What goes wrong is told to the connection: the gateway's own words would be no problem as clients know them. */
    private HandshakeAnswer message(SocketEvent event) {
        var to = route.get();
        var id = event.connectionId();
        var text = event.body();
        if (text.getBytes(StandardCharsets.UTF_8).length > to.limits().messageBytesMax()) {
            connections.get().close(id, CLOSE_TOO_BIG, "longer than a message may be");
        } else {
            errors.get().guard(to, id, connections.get(), () -> to.text(id, text));
        }
        return HandshakeAnswer.OK;
    }

    /** Nobody is there to be told of a refusal, such as that somebody else has found out the end just now. */
    private HandshakeAnswer disconnect(SocketEvent event) {
        try {
            route.get().closed(event.connectionId());
        } catch (Refusal refusal) {
            LOG.debug("The end of {} was refused", event.connectionId(), refusal);
        }
        return HandshakeAnswer.OK;
    }
}
