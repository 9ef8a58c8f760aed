/** What the module {@code gamesim-registry} tells the others. */
@NullMarked
package com.necpgame.contracts.gamesimregistry;

import org.jspecify.annotations.NullMarked;
