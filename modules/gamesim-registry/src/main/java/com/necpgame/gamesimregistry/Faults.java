package com.necpgame.gamesimregistry;

import com.necpgame.platform.runtime.problem.FieldError;
import com.necpgame.platform.runtime.problem.Problem;
import com.necpgame.platform.runtime.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects all that is wrong with a request, to be told at once. */
public final class Faults {
    /** What builds, regions, zones, channels and maps are called, and names and values of labels. ASCII: characters are bytes. */
    public static final String WORD_REGEXP = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    public static final Pattern WORD = Pattern.compile(WORD_REGEXP);

    private static final String WORD_RULE = "1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-', the first a letter or a digit";

    private final List<FieldError> errors = new ArrayList<>();

    /** @param rule what the field should have been */
    public Faults require(boolean holds, String pointer, String rule) {
        if (!holds) {
            errors.add(new FieldError(pointer, rule));
        }
        return this;
    }

    public Faults within(long value, long low, long high, String pointer) {
        return require(value >= low && value <= high, pointer, low + " to " + high);
    }

    public Faults word(@Nullable String value, String pointer) {
        return require(value != null && WORD.matcher(value).matches(), pointer, WORD_RULE);
    }

    public Faults wordOrNone(@Nullable String value, String pointer) {
        return value == null ? this : word(value, pointer);
    }

    public Faults labels(Map<String, String> labels, int max, String pointer) {
        require(labels.size() <= max, pointer, "at most " + max);
        labels.forEach((name, value) -> {
            word(name, pointer + '/' + escaped(name));
            word(value, pointer + '/' + escaped(name));
        });
        return this;
    }

    /** What a game says of itself: texts by name. */
    public Faults texts(Map<String, @Nullable String> texts, int lengthMax, String pointer) {
        texts.forEach((name, text) -> {
            word(name, pointer + '/' + escaped(name));
            require(
                    text != null && text.length() <= lengthMax,
                    pointer + '/' + escaped(name),
                    "a text of up to " + lengthMax + " characters");
        });
        return this;
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** @throws Refusal with everything that was wrong, if anything was */
    public void refuse(Problem problem) {
        if (!errors.isEmpty()) {
            throw new Refusal(problem, null, errors);
        }
    }
}
