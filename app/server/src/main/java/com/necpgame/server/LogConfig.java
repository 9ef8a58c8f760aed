package com.necpgame.server;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What the log looks like. Its levels are Micronaut's {@code logger.levels.<name>}.
 *
 * @param format {@code json}, {@code text}, or {@code auto}: text on a terminal, JSON elsewhere
 */
@Context
@ConfigurationProperties("necpgame.log")
record LogConfig(@Bindable(defaultValue = "auto") String format) {
    LogConfig {
        LogSetup.use(LogFormat.parse(format));
    }

    boolean isJson() {
        return LogFormat.parse(format).isJson();
    }
}
