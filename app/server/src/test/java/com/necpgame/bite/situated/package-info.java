@GameModule("situated")
@NullMarked
package com.necpgame.bite.situated;

import com.necpgame.platform.runtime.GameModule;
import org.jspecify.annotations.NullMarked;
