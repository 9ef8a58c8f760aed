@GameModule("impatient")
@NullMarked
package com.necpgame.bite.impatient;

import com.necpgame.platform.runtime.GameModule;
import org.jspecify.annotations.NullMarked;
