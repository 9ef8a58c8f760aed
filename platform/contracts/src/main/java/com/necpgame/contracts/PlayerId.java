package com.necpgame.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;

/**
 * A player: {@value #PREFIX} followed by the subject of the identity provider's token. A plain string in JSON.
 *
 * @param value the id as it stands on the wire, at most {@value #LENGTH_MAX} characters
 */
@Serdeable
public record PlayerId(String value) {
    public static final String PREFIX = "plr_";
    public static final int LENGTH_MAX = 132;

    /** @throws IllegalArgumentException if the value is not {@code plr_} and 1-128 of {@code A-Z a-z 0-9 _ -} */
    @JsonCreator
    public PlayerId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a player id is plr_ and 1-128 of A-Z a-z 0-9 _ -");
        }
    }

    // On the accessor: on the component it would count twice.
    @Override
    @JsonValue
    public String value() {
        return value;
    }

    /** The one place where a token's subject becomes a player. */
    public static PlayerId ofSubject(String subject) {
        return new PlayerId(PREFIX + subject);
    }

    public static boolean isValid(String value) {
        return value.length() > PREFIX.length()
                && value.length() <= LENGTH_MAX
                && value.startsWith(PREFIX)
                && value.chars().skip(PREFIX.length()).allMatch(PlayerId::isPlain);
    }

    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
