@NullMarked
package com.necpgame.platform.bite.knowing;

import org.jspecify.annotations.NullMarked;
