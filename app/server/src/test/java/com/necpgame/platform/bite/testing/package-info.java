@NullMarked
package com.necpgame.platform.bite.testing;

import org.jspecify.annotations.NullMarked;
