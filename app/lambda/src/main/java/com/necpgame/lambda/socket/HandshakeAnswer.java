package com.necpgame.lambda.socket;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What API Gateway makes of an event of a WebSocket: a handshake goes through with a status of 200, and ends with any other.
 *
 * @param body of the handshake's HTTP answer
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record HandshakeAnswer(
        int statusCode,
        Map<String, String> headers,
        @Nullable String body) {
    static final HandshakeAnswer OK = new HandshakeAnswer(200, Map.of(), null);
}
