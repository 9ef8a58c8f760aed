@GameModule("open")
@NullMarked
package com.necpgame.bite.open;

import com.necpgame.platform.runtime.GameModule;
import org.jspecify.annotations.NullMarked;
