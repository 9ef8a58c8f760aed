@GameModule("direct")
@NullMarked
package com.necpgame.bite.direct;

import com.necpgame.platform.runtime.GameModule;
import org.jspecify.annotations.NullMarked;
