package com.necpgame.platform.runtime.socket;

import com.necpgame.platform.runtime.caller.Caller;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A handshake that waits for its answer.
 *
 * @param connectionId ours, unguessable; never the client's own key
 * @param domain the host that the client asked for
 * @param stage the deployment's stage; {@code local} in the one JVM, unless configured
 * @param caller who the verified bearer token names; null without a token. A token that does not verify never gets here
 * @param headers by lower-case name; the first value of each
 * @param query the first value of each
 * @param subprotocols what the client offers in {@code Sec-WebSocket-Protocol}, comma-separated, or an empty string
 */
public record SocketRequest(
        String connectionId,
        String domain,
        String stage,
        @Nullable Caller caller,
        Map<String, String> headers,
        Map<String, String> query,
        String subprotocols) {
    public SocketRequest {
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
    }

    /** @param name in any case */
    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    public @Nullable String parameter(String name) {
        return query.get(name);
    }
}
