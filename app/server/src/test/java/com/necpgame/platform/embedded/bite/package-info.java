@NullMarked
package com.necpgame.platform.embedded.bite;

import org.jspecify.annotations.NullMarked;
