package com.necpgame.platform.runtime;

import java.util.List;

/**
 * Services of the framework's libraries that nothing of ours uses, by the beginnings of their names. The framework initialises each that it
 * finds and asks it for its conditions, in every start, so that recordings leave them out.
 */
public final class Needless {
    private static final List<String> NAMES = List.of(
            // Meters of libraries that are not here, and meters that log.
            "io.micronaut.configuration.metrics.binder.cache.",
            "io.micronaut.configuration.metrics.binder.datasource.",
            "io.micronaut.configuration.metrics.binder.grpc.",
            "io.micronaut.configuration.metrics.binder.r2dbc.",
            "io.micronaut.configuration.metrics.micrometer.logging.",
            // Repositories and pages are ours, and there is no SQL.
            "io.micronaut.data.intercept.",
            "io.micronaut.data.model.$",
            "io.micronaut.data.model.jpa.",
            "io.micronaut.data.model.query.",
            "io.micronaut.runtime.beans.",
            "io.micronaut.runtime.context.scope.refresh.",
            "io.micronaut.runtime.server.watch.",
            "io.micronaut.scheduling.io.watch.",
            // Serdes that the registry has anyway, as beans too.
            "io.micronaut.serde.support.$LegacyBeansFactory",
            // Sign-in is identity's, or an outer provider's.
            "io.micronaut.security.authentication.$BasicAuth",
            "io.micronaut.security.endpoints.",
            "io.micronaut.security.errors.",
            "io.micronaut.security.session.",
            "io.micronaut.security.token.bearer.$AccessRefreshTokenLoginHandler",
            "io.micronaut.security.token.cookie.",
            "io.micronaut.security.token.generator.",
            "io.micronaut.security.token.propagation.",
            "io.micronaut.security.token.render.",
            "io.micronaut.security.x509.",
            // Paths carry the version.
            "io.micronaut.web.router.version.");

    private Needless() {}

    /** Whether a service of this name is one of them. */
    public static boolean is(String service) {
        return NAMES.stream().anyMatch(service::startsWith);
    }
}
