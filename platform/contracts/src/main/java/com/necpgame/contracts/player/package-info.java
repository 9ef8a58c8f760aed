/** What the module {@code player} tells the others. */
@NullMarked
package com.necpgame.contracts.player;

import org.jspecify.annotations.NullMarked;
