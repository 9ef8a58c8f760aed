@GameModule("impatient")
@Configuration
@NullMarked
package com.necpgame.bite.impatient;

import com.necpgame.platform.runtime.GameModule;
import io.micronaut.context.annotation.Configuration;
import org.jspecify.annotations.NullMarked;
