/** A game module of a few routes, for functions to serve in tests. */
@NullMarked
@GameModule("probe")
package com.necpgame.lambda.probe;

import com.necpgame.platform.runtime.GameModule;
import org.jspecify.annotations.NullMarked;
