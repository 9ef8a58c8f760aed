package com.necpgame.platform.runtime.version;

import static com.necpgame.platform.runtime.problem.PlatformProblem.VERSION_MISSING;
import static com.necpgame.platform.runtime.problem.PlatformProblem.VERSION_OUTDATED;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The versions that an edit may replace, as its {@code If-Match} header names them.
 *
 * @param header a list of entity tags, or {@code *} for whatever there is
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-if-match">RFC 9110, 13.1.1</a>
 */
public record IfMatch(String header) {
    /** @throws com.necpgame.platform.runtime.problem.Refusal if there is no header, since an edit must name a version */
    public static IfMatch required(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw VERSION_MISSING.refuse();
        }
        return new IfMatch(header);
    }

    /** @throws com.necpgame.platform.runtime.problem.Refusal if this is not a version that the edit may replace */
    public void require(ETag current) {
        if (!matches(current)) {
            throw VERSION_OUTDATED.refuse("it is " + current + " now");
        }
    }

    /** Compares strongly: a weak tag matches nothing. */
    private boolean matches(ETag current) {
        return header.strip().equals("*")
                || Arrays.stream(header.split(",", -1)).map(String::strip).anyMatch(current.toString()::equals);
    }
}
