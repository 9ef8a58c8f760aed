@GameModule("nosy")
@NullMarked
package com.necpgame.bite.nosy;

import com.necpgame.platform.runtime.GameModule;
import org.jspecify.annotations.NullMarked;
