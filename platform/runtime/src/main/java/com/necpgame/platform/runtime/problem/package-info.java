/** Refusals: one catalogue per module, and the only writer of {@code application/problem+json}. */
@NullMarked
package com.necpgame.platform.runtime.problem;

import org.jspecify.annotations.NullMarked;
