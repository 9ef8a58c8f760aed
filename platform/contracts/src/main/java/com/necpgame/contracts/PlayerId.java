package com.necpgame.contracts;

import io.micronaut.core.annotation.Introspected;

/**
 * A player, {@code plr_} followed by the subject of the identity provider's token.
 *
 * @param value the id as it stands on the wire, at most {@value #LENGTH_MAX} characters
 */
@Introspected
public record PlayerId(String value) {
    public static final String PREFIX = "plr_";
    public static final int LENGTH_MAX = 132;

    /** @throws IllegalArgumentException if the value is not {@code plr_} and 1-128 letters, digits, {@code _ -} */
    public PlayerId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a player id is plr_ and 1-128 of [A-Za-z0-9_-]");
        }
    }

    /** The one place where a token's subject becomes a player. */
    public static PlayerId ofSubject(String subject) {
        return new PlayerId(PREFIX + subject);
    }

    public static boolean isValid(String value) {
        return value.length() <= LENGTH_MAX
                && value.length() > PREFIX.length()
                && value.startsWith(PREFIX)
                && value.chars().skip(PREFIX.length()).allMatch(PlayerId::isPlain);
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
