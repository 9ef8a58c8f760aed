package com.necpgame.lambda;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How a function begins.
 *
 * @param prime whether the init phase answers a request of its own, so that the first of a caller finds everything warm;
 *     with SnapStart that happens before the snapshot in any case
 */
@Context
@ConfigurationProperties("necpgame.lambda")
record PrimeConfig(@Bindable(defaultValue = "false") boolean prime) {}
