package com.necpgame.platform.runtime;

import java.util.List;

/**
 * Services of the framework's libraries that nothing of ours uses, by the beginnings of their names. The framework initialises each that it
 * finds and asks it for its conditions, in every start, so that recordings leave them out.
 */
public final class Needless {
    private static final List<String> NAMES = List.of(
            // Meters of libraries that are not here.
            "io.micronaut.configuration.metrics.binder.cache.",
            "io.micronaut.configuration.metrics.binder.datasource.",
            "io.micronaut.configuration.metrics.binder.grpc.",
            "io.micronaut.configuration.metrics.binder.r2dbc.",
            // Repositories are ours, and there is no SQL.
            "io.micronaut.data.intercept.",
            "io.micronaut.data.model.query.",
            "io.micronaut.runtime.context.scope.refresh.",
            "io.micronaut.runtime.server.watch.",
            "io.micronaut.scheduling.io.watch.",
            // Sign-in is identity's, or an outer provider's.
            "io.micronaut.security.endpoints.",
            "io.micronaut.security.token.cookie.",
            "io.micronaut.security.token.generator.",
            "io.micronaut.security.token.propagation.",
            "io.micronaut.security.x509.");

    private Needless() {}

    /** Whether a service of this name is one of them. */
    public static boolean is(String service) {
        return NAMES.stream().anyMatch(service::startsWith);
    }
}
