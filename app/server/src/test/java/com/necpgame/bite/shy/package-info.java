@GameModule("shy")
@Configuration
@NullMarked
package com.necpgame.bite.shy;

import com.necpgame.platform.runtime.GameModule;
import io.micronaut.context.annotation.Configuration;
import org.jspecify.annotations.NullMarked;
