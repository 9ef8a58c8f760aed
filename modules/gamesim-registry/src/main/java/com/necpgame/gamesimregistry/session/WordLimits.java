package com.necpgame.gamesimregistry.session;

import com.necpgame.platform.runtime.problem.FieldError;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How long words may be, and of which characters. */
final class WordLimits {
    /** Regions, zones, builds, channels, maps: ASCII, so that characters are bytes. */
    static final String NAME = "[A-Za-z0-9][A-Za-z0-9._/-]{0,63}";

    static final int LABEL_VALUE_LENGTH_MAX = 64;

    private static final Pattern LABEL_KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,63}");

    private WordLimits() {}

    static void labels(Map<String, String> labels, String pointer, int labelsMax, List<FieldError> errors) {
        if (labels.size() > labelsMax) {
            errors.add(new FieldError(pointer, "must be " + labelsMax + " or fewer"));
        }
        texts(labels, pointer, LABEL_VALUE_LENGTH_MAX, errors);
    }

    /** Texts by name. */
    static void texts(Map<String, String> texts, String pointer, int lengthMax, List<FieldError> errors) {
        texts.forEach((key, value) -> {
            if (!LABEL_KEY.matcher(key).matches()) {
                errors.add(new FieldError(pointer, "must have names of 1 to 64 of A-Z a-z 0-9 . _ / -"));
            } else if (value == null || value.length() > lengthMax) {
                errors.add(new FieldError(pointer + '/' + key, "must be a text of up to " + lengthMax + " characters"));
            }
        });
    }
}
