/** Items, their numbers, sizes and limits, and how they and their keys become bytes. */
@NullMarked
package com.necpgame.platform.embedded.item;

import org.jspecify.annotations.NullMarked;
