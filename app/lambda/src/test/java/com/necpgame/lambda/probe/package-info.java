/** A game module of a few routes, for functions to serve in tests. */
@NullMarked
@GameModule("probe")
@Configuration
package com.necpgame.lambda.probe;

import com.necpgame.platform.runtime.GameModule;
import io.micronaut.context.annotation.Configuration;
import org.jspecify.annotations.NullMarked;
