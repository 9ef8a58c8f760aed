/** The smallest whole module: it counts, tells what it counted, and hears itself. For the runtime's own tests. */
@GameModule("counting")
@Configuration
@Requires(property = "necpgame.modules.counting", notEquals = "false")
@NullMarked
package com.necpgame.platform.runtime.counting;

import com.necpgame.platform.runtime.GameModule;
import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
