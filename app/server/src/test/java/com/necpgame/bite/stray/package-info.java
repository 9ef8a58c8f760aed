@NullMarked
package com.necpgame.bite.stray;

import org.jspecify.annotations.NullMarked;
