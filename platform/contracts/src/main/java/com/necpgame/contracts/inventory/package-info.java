/** What the module {@code inventory} tells the others. */
@NullMarked
package com.necpgame.contracts.inventory;

import org.jspecify.annotations.NullMarked;
