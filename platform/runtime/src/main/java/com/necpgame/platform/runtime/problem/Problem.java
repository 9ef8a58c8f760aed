package com.necpgame.platform.runtime.problem;

import com.necpgame.platform.runtime.GameModules;
import io.micronaut.http.HttpStatus;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A refusal that a caller can act on. Each module lists its own in one enum, in order of precedence: where two apply,
 * the caller sees the first.
 *
 * <p>A problem supplies its refusal, so that a typed write names it on its own line: {@code
 * debit.otherwise(INSUFFICIENT_FUNDS)}.
 */
public interface Problem extends Supplier<RuntimeException> {
    String TYPE_ROOT = "https://necpgame.dev/problems/";

    /** The enum constant's name. */
    String name();

    HttpStatus status();

    /** One sentence that stays the same for every occurrence. */
    String title();

    /** Whether the same request, sent again later, may succeed. */
    default boolean retryable() {
        return status().getCode() == 429 || status().getCode() == 503;
    }

    /** {@code <module>/<code>}, for example {@code economy/insufficient-funds}. */
    default String code() {
        return GameModules.of(getClass()) + "/"
                + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** RFC 9457 {@code type}. */
    default URI type() {
        return URI.create(TYPE_ROOT + code());
    }

    /** @param detail what happened this time, told to the caller */
    default Refusal refuse(String detail) {
        return new Refusal(this, detail, List.of());
    }

    default Refusal refuse() {
        return new Refusal(this, null, List.of());
    }

    @Override
    default RuntimeException get() {
        return refuse();
    }
}
