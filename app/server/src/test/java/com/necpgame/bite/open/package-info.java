@GameModule("open")
@Configuration
@NullMarked
package com.necpgame.bite.open;

import com.necpgame.platform.runtime.GameModule;
import io.micronaut.context.annotation.Configuration;
import org.jspecify.annotations.NullMarked;
