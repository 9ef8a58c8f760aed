package com.necpgame.platform.runtime.content;

import java.util.List;
import java.util.stream.Collectors;

/** The content has errors, so none of it was seeded. */
public final class ContentRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** More than a screen helps nobody; {@link #errors()} has them all. */
    private static final int ERRORS_SHOWN_MAX = 50;

    private final transient List<ContentError> errors;

    ContentRefused(List<ContentError> errors) {
        super(message(errors));
        this.errors = List.copyOf(errors);
    }

    public List<ContentError> errors() {
        return errors;
    }

    private static String message(List<ContentError> errors) {
        var shown = errors.stream()
                .limit(ERRORS_SHOWN_MAX)
                .map(error -> "\n  " + error)
                .collect(Collectors.joining());
        var hidden = errors.size() - ERRORS_SHOWN_MAX;
        return "the content has errors, nothing was seeded:" + shown
                + (hidden > 0 ? "\n  and " + hidden + " more" : "");
    }
}
