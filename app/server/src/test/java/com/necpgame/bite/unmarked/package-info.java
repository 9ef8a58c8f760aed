@GameModule("unmarked")
@Configuration
package com.necpgame.bite.unmarked;

import com.necpgame.platform.runtime.GameModule;
import io.micronaut.context.annotation.Configuration;
