@GameModule("unconfigured")
@NullMarked
package com.necpgame.bite.unconfigured;

import com.necpgame.platform.runtime.GameModule;
import org.jspecify.annotations.NullMarked;
