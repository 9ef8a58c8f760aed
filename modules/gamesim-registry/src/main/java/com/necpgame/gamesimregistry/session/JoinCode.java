package com.necpgame.gamesimregistry.session;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A running session's code: short, without letters and digits that look or sound alike, of one session at a time. */
@MappedEntity(SessionTable.NAME)
@ItemKey(partition = "CODE#{code}", sort = "-")
record JoinCode(String code, String gameSimId) {
    static final int LENGTH = 6;

    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern BETWEEN = Pattern.compile("[\\s-]");

    static String draw(RandomGenerator random) {
        var code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** As people write it: in any case, with blanks and dashes. Null for what can be no code. */
    static @Nullable String read(String written) {
        var code = BETWEEN.matcher(written).replaceAll("").toUpperCase(Locale.ROOT);
        return code.length() == LENGTH && code.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0) ? code : null;
    }
}
