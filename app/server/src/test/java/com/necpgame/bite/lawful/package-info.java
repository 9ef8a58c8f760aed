@GameModule("lawful")
@Configuration
@NullMarked
package com.necpgame.bite.lawful;

import com.necpgame.platform.runtime.GameModule;
import io.micronaut.context.annotation.Configuration;
import org.jspecify.annotations.NullMarked;
