package com.necpgame.voice.room;

import com.necpgame.platform.runtime.problem.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Constants as they stand on the wire: {@code on-report} for {@code ON_REPORT}. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant that the word means; any other word is refused with the problem. */
    static <E extends Enum<E>> E read(Class<E> type, String field, String word, Problem otherwise) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(word))
                .findAny()
                .orElseThrow(() -> otherwise.refuse(field + " must be one of " + all(type)));
    }

    private static <E extends Enum<E>> String all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(", "));
    }
}
