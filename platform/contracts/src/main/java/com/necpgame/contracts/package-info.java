/**
 * The published language of the game: what modules tell each other and what clients may rely on.
 *
 * <p>Records, enums and interfaces only. Events are named in the past tense, may be delivered more than
 * once, and gain fields but never lose or change one; a reader ignores fields that it does not know.
 */
@NullMarked
package com.necpgame.contracts;

import org.jspecify.annotations.NullMarked;
