/** The smallest whole module: bells that are rung, and hear of it. For the functions' own tests. */
@GameModule("bell")
@Configuration
@Requires(property = "necpgame.modules.bell", notEquals = "false")
@NullMarked
package com.necpgame.lambda.bell;

import com.necpgame.platform.runtime.GameModule;
import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
