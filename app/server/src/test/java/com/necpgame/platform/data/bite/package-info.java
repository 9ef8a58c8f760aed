@NullMarked
package com.necpgame.platform.data.bite;

import org.jspecify.annotations.NullMarked;
