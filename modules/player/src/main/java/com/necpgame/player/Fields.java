package com.necpgame.player;

import static com.necpgame.player.PlayerProblem.TEXT_NOT_ALLOWED;
import static com.necpgame.player.PlayerProblem.TOO_MANY_FIELDS;

import java.util.Map;

/**
 * Texts by name, whose meaning is the game's own.
 *
 * @param values names of 1 to {@value #NAME_LENGTH_MAX} characters, values of at most {@value #VALUE_LENGTH_MAX}
 */
record Fields(Map<String, String> values) {
    static final int NAME_LENGTH_MAX = 64;
    static final int VALUE_LENGTH_MAX = 256;

    Fields {
        values = Map.copyOf(values);
        values.forEach((name, value) -> {
            if (name.isEmpty() || name.length() > NAME_LENGTH_MAX || value.length() > VALUE_LENGTH_MAX) {
                throw new IllegalArgumentException("a field is 1 to " + NAME_LENGTH_MAX + " characters and at most "
                        + VALUE_LENGTH_MAX + " of value");
            }
            if (!Characters.areText(name) || !Characters.areText(value)) {
                throw TEXT_NOT_ALLOWED.refuse("in the field " + name);
            }
        });
    }

    /** Refuses more than so many. */
    void atMost(int count) {
        if (values.size() > count) {
            throw TOO_MANY_FIELDS.refuse("at most " + count);
        }
    }
}
