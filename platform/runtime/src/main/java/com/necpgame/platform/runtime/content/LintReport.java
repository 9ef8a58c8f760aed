package com.necpgame.platform.runtime.content;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the lint found.
 *
 * @param errors by file and place; empty when the content may be seeded
 * @param kinds what there is to seed, referred kinds first; empty when there is an error
 */
public record LintReport(List<ContentError> errors, List<KindContent> kinds) {
    public LintReport {
        errors = List.copyOf(errors);
        kinds = List.copyOf(kinds);
    }

    public boolean isClean() {
        return errors.isEmpty();
    }

    /** {@code 3 currencies, 12 items, 8 offers}, or the errors, one a line. */
    @Override
    public String toString() {
        return isClean()
                ? kinds.stream()
                        .map(kind -> kind.entries().size() + " " + kind.name())
                        .collect(Collectors.joining(", "))
                : errors.stream().map(ContentError::toString).collect(Collectors.joining("\n"));
    }
}
