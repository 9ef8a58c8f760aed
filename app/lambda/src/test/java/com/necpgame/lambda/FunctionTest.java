package com.necpgame.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.env.Environment;
import io.micronaut.validation.validator.Validator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the init phase does, and what it leaves to those who ask. */
class FunctionTest {
    @Test
    void refusesASettingOfOursThatNothingHasAskedForYet() {
        assertThatThrownBy(() -> TestFunction.start(Map.of("necpgame.content.refresh-interval", "0s"))
                        .close())
                .hasStackTraceContaining("necpgame.content.refresh-interval must be");
    }

    @Test
    void makesNoValidatorBeforeAnythingIsAsked() {
        try (var function = TestFunction.start(Map.of())) {
            assertThat(function.hasMade(Validator.class)).isFalse();
        }
    }

    @Test
    void goesByItsOwnDefaultsTheEnvironmentAndWhatItIsGiven() {
        System.setProperty("micronaut.server.max-request-size", "1KB");
        try (var function = TestFunction.start(Map.of("necpgame.recurring.enabled", true))) {
            var environment = function.bean(Environment.class);
            assertThat(environment.getProperty("necpgame.relay.enabled", Boolean.class))
                    .contains(false);
            assertThat(environment.getProperty("micronaut.server.max-request-size", String.class))
                    .contains("1KB");
            assertThat(environment.getProperty("necpgame.recurring.enabled", Boolean.class))
                    .contains(true);
            assertThat(environment.getProperty("path", String.class)).contains(System.getenv("PATH"));
        } finally {
            System.clearProperty("micronaut.server.max-request-size");
        }
    }

    @Test
    void leavesOutOfARecordingWhatOnlyAServerNeeds() {
        assertThat(Needs.isNeeded("io.micronaut.http.ssl.$ServerSslConfiguration$Definition"))
                .isFalse();
        assertThat(Needs.isNeeded("io.micronaut.security.x509.$X509AuthenticationFetcher$Definition"))
                .isFalse();
        assertThat(Needs.isNeeded("io.micronaut.http.server.$RouteExecutor$Definition"))
                .isTrue();
        assertThat(Needs.isNeeded("com.necpgame.lambda.rest.$RestSource$Definition"))
                .isTrue();
    }
}
