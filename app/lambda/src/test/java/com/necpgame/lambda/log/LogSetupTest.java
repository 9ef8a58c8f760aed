package com.necpgame.lambda.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.InfoStatus;
import ch.qos.logback.core.status.WarnStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogSetupTest {
    @Test
    void saysWhatGoesWrongWithLoggingItself() {
        var err = System.err;
        var said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            var context = new LoggerContext();
            new LogSetup().configure(context);
            context.getStatusManager().add(new InfoStatus("begins", this));
            context.getStatusManager().add(new WarnStatus("cannot write", this));
        } finally {
            System.setErr(err);
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("cannot write")
                .doesNotContain("begins");
    }
}
