@GameModule("lawful")
@NullMarked
package com.necpgame.bite.lawful;

import com.necpgame.platform.runtime.GameModule;
import org.jspecify.annotations.NullMarked;
