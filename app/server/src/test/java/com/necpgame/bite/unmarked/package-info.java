@GameModule("unmarked")
package com.necpgame.bite.unmarked;

import com.necpgame.platform.runtime.GameModule;
