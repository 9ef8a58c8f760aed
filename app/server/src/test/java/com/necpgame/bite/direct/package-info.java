@GameModule("direct")
@Configuration
@NullMarked
package com.necpgame.bite.direct;

import com.necpgame.platform.runtime.GameModule;
import io.micronaut.context.annotation.Configuration;
import org.jspecify.annotations.NullMarked;
