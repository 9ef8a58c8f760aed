package com.necpgame.platform.runtime.caller;

import static com.necpgame.platform.runtime.problem.PlatformProblem.NOT_ALLOWED;

import com.necpgame.contracts.PlayerId;
import io.micronaut.security.authentication.Authentication;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, read from the claims of an access token in Cognito's shape.
 *
 * @param subject the token's {@code sub}
 * @param role what the token makes of its bearer
 */
public record Caller(String subject, Role role) {
    /** Members of this group of the identity provider are operators. */
    public static final String OPERATOR_GROUP = "operator";

    /** A client-credentials token with this scope is a game server. */
    public static final String GAME_SERVER_SCOPE = "necpgame/gamesim";

    /** What a caller may be. Exactly one. */
    public enum Role {
        PLAYER("players"),
        OPERATOR("operators"),
        GAME_SERVER("game servers"),
        /** A machine without a scope that we know. */
        STRANGER("strangers");

        private final String plural;

        Role(String plural) {
            this.plural = plural;
        }
    }

    /** The caller behind verified claims. */
    public static Caller of(Authentication authentication) {
        var claims = authentication.getAttributes();
        return new Caller(authentication.getName(), role(authentication.getName(), claims));
    }

    private static Role role(String subject, Map<String, Object> claims) {
        if (words(claims.get("cognito:groups")).contains(OPERATOR_GROUP)) {
            return Role.OPERATOR;
        }
        if (words(claims.get("scope")).contains(GAME_SERVER_SCOPE)) {
            return Role.GAME_SERVER;
        }
        // A machine's token is its own subject; a person's names the app that they signed in with.
        return subject.equals(claims.get("client_id")) ? Role.STRANGER : Role.PLAYER;
    }

    private static Collection<String> words(@Nullable Object claim) {
        // No switch over types: what makes one is not recorded, and the first request of a function would wait for it.
        if (claim instanceof Collection<?> many) {
            return many.stream().map(String::valueOf).toList();
        }
        return claim == null ? List.of() : List.of(claim.toString().split("[ ,]"));
    }

    /** The player that asks; anybody else is refused. */
    public PlayerId player() {
        require(Role.PLAYER);
        return PlayerId.ofSubject(subject);
    }

    /** Refuses every caller but those in this role. */
    public void require(Role needed) {
        if (role != needed) {
            throw NOT_ALLOWED.refuse("only " + needed.plural + " may do that");
        }
    }
}
