package com.necpgame.harness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.harness.sim.Simulation;
import com.necpgame.harness.sim.SimulationOptions;
import com.necpgame.harness.toy.ToyMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A process is started, found ready, played with, measured, started again on its data, and gone in the end. */
class JvmTargetTest {
    private static final String JAVA = ProcessHandle.current().info().command().orElse("java");

    public static Launch toy(String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of(
                JAVA,
                "-Xmx128m",
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                System.getProperty("java.class.path"),
                ToyMain.class.getName()));
        command.addAll(List.of(arguments));
        return Launch.of(command);
    }

    @Test
    void startsMeasuresRestartsAndStops() throws IOException {
        ProcessHandle process;
        Path log;
        try (JvmTarget target = JvmTarget.start(toy("{port}", "{data}", "{operator.secret}"))) {
            log = target.log();
            assertThat(target.startToReady()).isBetween(Duration.ofMillis(10), Duration.ofSeconds(60));
            assertThat(log).content().contains("the toy starts");
            Simulation.run(SimulationOptions.small(5, "jvm").withSteps(200), target)
                    .orThrow();

            ServerProcess used = target.process().orElseThrow();
            assertThat(used.cpu()).isPositive();
            assertThat(used.residentBytes()).isGreaterThan(10_000_000);

            target.restart();
            process = target.process().orElseThrow().handle();
            assertThat(process.pid()).isNotEqualTo(used.handle().pid());
            assertThat(used.handle().isAlive()).isFalse();
            assertThat(log.resolveSibling("data").resolve("starts")).hasContent("start\nstart\n");
        }
        assertThat(process.isAlive()).isFalse();
        assertThat(log.getParent()).doesNotExist();
    }

    @Test
    void oneThatIsKilledComesBackOnItsDataAtItsAddress() {
        try (JvmTarget target = JvmTarget.start(toy("{port}", "{data}", "{operator.secret}"))) {
            var base = target.base();
            ServerProcess first = target.process().orElseThrow();

            target.killAndStartAgain();

            assertThat(first.handle().isAlive()).isFalse();
            assertThat(target.base()).isEqualTo(base);
            assertThat(target.log().resolveSibling("data").resolve("starts")).hasContent("start\nstart\n");
            Simulation.run(SimulationOptions.small(5, "jvm").withSteps(50), target)
                    .orThrow();
        }
    }

    @Test
    void aServerThatDiesIsReportedWithTheEndOfItsLog() {
        assertThatThrownBy(() -> JvmTarget.start(toy("die")))
                .isInstanceOf(ServerDied.class)
                .hasMessageContaining("ended while starting")
                .hasMessageContaining("the toy has lost its battery");
    }

    @Test
    void aServerThatIsNeverReadyIsStopped() {
        Launch slow = toy("{port}", "{data}", "{operator.secret}");
        var impatient = new Launch(
                slow.command(), slow.environment(), "/no/such/health", Duration.ofMillis(700), slow.stopWithin());

        assertThatThrownBy(() -> JvmTarget.start(impatient))
                .isInstanceOf(ServerDied.class)
                .hasMessageContaining("not ready within");
    }

    @Test
    void aCommandThatDoesNotExistIsReportedAndLeavesNothing() throws IOException {
        long before = folders();

        assertThatThrownBy(() -> JvmTarget.start(Launch.of(List.of("/no/such/program"))))
                .isInstanceOf(ServerDied.class);
        assertThat(folders()).isEqualTo(before);
    }

    private static long folders() throws IOException {
        String prefix = "necpgame-" + ProcessHandle.current().pid() + "-";
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .count();
        }
    }

    @Test
    void whatIsKeptStays() throws IOException {
        Path kept;
        try (JvmTarget target = JvmTarget.start(toy("{port}", "{data}", "{operator.secret}"))) {
            kept = target.keep();
        }
        assertThat(kept.resolve("server.log")).exists();
        try (var files = Files.walk(kept)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void fillsWhatIsChosenAtEachStart() {
        Launch launch = Launch.of(List.of("x")).withEnvironment(Map.of("NECPGAME_STORE_PATH", "elsewhere"));

        assertThat(launch.environment())
                .containsEntry("NECPGAME_STORE_PATH", "elsewhere")
                .containsEntry("NECPGAME_IDENTITY_OPERATOR_SECRET", "{operator.secret}");
    }
}
