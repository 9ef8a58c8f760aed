package com.necpgame.server;

import com.necpgame.platform.runtime.edge.Probes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;

/** The front door: where everything else is. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class LandingController {
    @Get("/")
    Links links() {
        return new Links(
                "NECPGAME", Necpgame.version(), "/docs", "/openapi", "/asyncapi", Probes.HEALTH, Probes.METRICS);
    }

    @Serdeable
    record Links(
            String name, String version, String docs, String openapi, String asyncapi, String health, String metrics) {}
}
