package com.necpgame.harness.contract;

import com.necpgame.harness.wire.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks in the script.
 *
 * @param name as the transcript calls them
 * @param playerId empty for those who are no players
 * @param token null for none
 */
record Person(String name, String playerId, @Nullable String token) implements Caller {
    static final Person NOBODY = new Person("nobody", "", null);

    /** The same with another token. */
    Person with(String otherName, String otherToken) {
        return new Person(otherName, playerId, otherToken);
    }

    @Override
    public String toString() {
        return name;
    }
}
