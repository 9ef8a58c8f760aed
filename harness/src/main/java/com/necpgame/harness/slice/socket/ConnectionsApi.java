package com.necpgame.harness.slice.socket;

import com.necpgame.harness.slice.edge.Answer;
import com.necpgame.harness.slice.edge.Received;
import com.necpgame.harness.wire.Json;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The management API of connections, by which functions speak to clients. That a request is signed is checked, not the
 * signature.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html">{@code
 *     @connections} commands</a>
 */
public final class ConnectionsApi {
    private static final Pattern PATH = Pattern.compile("(?:/([^/@]+))?/(?:@|%40)connections/([^/]+)");
    private static final Pattern SIGNED =
            Pattern.compile("AWS4-HMAC-SHA256 +Credential=[^, ]+, *SignedHeaders=[^, ]+, *Signature=[0-9a-f]+");

    private final Sockets sockets;
    private final String stage;
    private final int messageBytesMax;

    public ConnectionsApi(Sockets sockets, String stage, SocketLimits limits) {
        this.sockets = sockets;
        this.stage = stage;
        this.messageBytesMax = limits.messageBytesMax();
    }

    /** Whether a request is for this API. */
    public boolean takes(String path) {
        return PATH.matcher(path).matches();
    }

    /** Does what it asks for. */
    public Answer answer(Received request) {
        return reply(request).with("x-amzn-RequestId", UUID.randomUUID().toString());
    }

    private Answer reply(Received request) {
        var path = PATH.matcher(request.path());
        var signature = request.header(HttpHeaderNames.AUTHORIZATION);
        if (signature == null || !SIGNED.matcher(signature).matches()) {
            return fault(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        if (!path.matches() || path.group(1) != null && !path.group(1).equals(stage)) {
            return fault(403, "ForbiddenException", "Forbidden");
        }
        // Unlike in a form, a plus is a plus.
        var id = URLDecoder.decode(path.group(2).replace("+", "%2B"), StandardCharsets.UTF_8);
        var connection = sockets.find(id);
        if (connection == null) {
            sockets.missed();
            return gone();
        }
        return reply(request, connection);
    }

    private Answer reply(Received request, SocketConnection connection) {
        return switch (request.method()) {
            case "POST" -> send(request.body(), connection);
            case "GET" -> Answer.json(200, connection.describe());
            case "DELETE" -> {
                Sockets.end(connection);
                yield Answer.empty(204);
            }
            default -> fault(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        };
    }

    private Answer send(byte[] message, SocketConnection connection) {
        if (message.length > messageBytesMax) {
            return fault(413, "PayloadTooLargeException", "Message too long");
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message));
            return sockets.send(connection, text.toString()) ? Answer.empty(200) : gone();
        } catch (CharacterCodingException e) {
            return fault(400, "BadRequestException", "A message is a text in UTF-8");
        }
    }

    private static Answer gone() {
        return fault(410, "GoneException", "Gone");
    }

    private static Answer fault(int status, String type, String message) {
        return Answer.json(status, Json.object().put("message", message).toString())
                .with("x-amzn-ErrorType", type);
    }
}
