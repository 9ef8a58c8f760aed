@GameModule("shy")
@NullMarked
package com.necpgame.bite.shy;

import com.necpgame.platform.runtime.GameModule;
import org.jspecify.annotations.NullMarked;
