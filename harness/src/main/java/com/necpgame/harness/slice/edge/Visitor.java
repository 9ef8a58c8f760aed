package com.necpgame.harness.slice.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.wire.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as the gateway's authorizer knows.
 *
 * @param claims of a token that was found good, as texts; empty for anybody else
 * @param refused whether there is a token, and it is not good
 */
public record Visitor(Map<String, String> claims, boolean refused) {
    public static final Visitor ANONYMOUS = new Visitor(Map.of(), false);
    public static final Visitor REFUSED = new Visitor(Map.of(), true);

    public Visitor {
        claims = Map.copyOf(claims);
    }

    /** The token's subject, or null. */
    public @Nullable String subject() {
        return claims.get("sub");
    }

    /** Writes {@code authorizer} into a request context, as Cognito's authorizer does; nothing for anybody else. */
    public void describe(ObjectNode requestContext) {
        if (!claims.isEmpty()) {
            var authorizer = Json.object();
            var texts = authorizer.putObject("claims");
            claims.forEach(texts::put);
            requestContext.set("authorizer", authorizer);
        }
    }
}
