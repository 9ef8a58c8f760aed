package com.necpgame.lambda;

import com.necpgame.platform.runtime.Needless;
import java.util.List;

/** Which of the framework's services a function has a use for: not for what only a process that lives on and listens on a port needs. */
final class Needs {
    private static final List<String> OF_SERVERS = List.of(
            "io.micronaut.configuration.metrics.binder.",
            "io.micronaut.http.ssl.",
            "io.micronaut.runtime.graceful.",
            // What is due comes as a schedule's event.
            "io.micronaut.scheduling.processor.");

    private Needs() {}

    static boolean isNeeded(String service) {
        return !Needless.is(service) && OF_SERVERS.stream().noneMatch(service::startsWith);
    }
}
