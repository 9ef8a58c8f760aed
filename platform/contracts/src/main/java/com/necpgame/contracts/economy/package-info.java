/** What the module {@code economy} tells the others. */
@NullMarked
package com.necpgame.contracts.economy;

import org.jspecify.annotations.NullMarked;
