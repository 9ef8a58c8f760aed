package com.necpgame.platform.identity;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * A machine that may sign in with client credentials, such as a game server.
 *
 * @param id the client's id
 * @param secret its secret
 * @param scopes what it may ask for, such as {@code necpgame/gamesim}
 * @param groups what it is a member of, such as {@code operator}
 */
@EachProperty("necpgame.identity.clients")
record ClientConfig(
        @Parameter String id,
        String secret,
        @Bindable(defaultValue = "") List<String> scopes,
        @Bindable(defaultValue = "") List<String> groups) {
    ClientConfig {
        if (secret.length() < IdentityConfig.SECRET_LENGTH_MIN) {
            throw new IllegalArgumentException("necpgame.identity.clients." + id + ".secret must have "
                    + IdentityConfig.SECRET_LENGTH_MIN + " characters or more");
        }
        scopes = words(scopes);
        groups = words(groups);
    }

    /** A setting that is left out is bound as one empty word. */
    private static List<String> words(List<String> bound) {
        return bound.stream().filter(word -> !word.isBlank()).toList();
    }

    ClientRow row() {
        return new ClientRow(id, Hash.of(secret), scopes, groups);
    }
}
