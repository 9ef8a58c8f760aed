package com.necpgame.platform.runtime.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem on the wire (RFC 9457).
 *
 * @param type a URI that names the kind of problem
 * @param title the same sentence for every problem of this type
 * @param status the HTTP status
 * @param detail what happened this time
 * @param instance the path of the request
 * @param code {@code <module>/<code>}, for programs
 * @param traceId finds the request in logs and traces
 * @param retryable whether the same request may succeed later
 * @param errors what is wrong, field by field
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        String code,
        @Nullable String traceId,
        @JsonInclude(JsonInclude.Include.ALWAYS) boolean retryable,
        List<FieldError> errors) {}
