package com.necpgame.harness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TargetOptionsTest {
    private static TargetOptions parse(String... arguments) {
        var options = new TargetOptions();
        new CommandLine(options).parseArgs(arguments);
        return options;
    }

    @Test
    void quotesKeepWordsTogether() {
        assertThat(TargetOptions.words("java -cp \"a b:c\"  Main \"\""))
                .containsExactly("java", "-cp", "a b:c", "Main", "");
    }

    @Test
    void aUrlNeedsASecretAndAJvmACommand() {
        assertThatThrownBy(() -> parse("--target=http://localhost:1").open(Map.of()))
                .hasMessageContaining("--operator-secret");
        assertThatThrownBy(() -> parse("--target=jvm", "--server-command=").open(Map.of()))
                .hasMessageContaining("--server-command");
        assertThatThrownBy(
                        () -> parse("--target=localhost", "--operator-secret=x").open(Map.of()))
                .hasMessageContaining("http(s)://");
    }

    @Test
    void aUrlIsTakenAsItIs() {
        Target target = parse("--target=https://game.example", "--operator-id=o", "--operator-secret=s")
                .open(Map.of());

        assertThat(target.base()).hasToString("https://game.example");
        assertThat(target.operator()).isEqualTo(new Operator("o", "s"));
        assertThat(target.operator().toString()).doesNotContain("s]");
        assertThat(target.process()).isEmpty();
    }

    @Test
    void theEnvironmentOfTheCommandLineWins() {
        Launch launch = parse("--server-command=java Main", "--server-env=NECPGAME_STORE_PATH=x", "--server-env=A=b")
                .launch();

        assertThat(launch.command()).containsExactly("java", "Main");
        assertThat(launch.environment())
                .containsEntry("NECPGAME_STORE_PATH", "x")
                .containsEntry("A", "b")
                .containsEntry("MICRONAUT_SERVER_PORT", "{port}");
    }
}
