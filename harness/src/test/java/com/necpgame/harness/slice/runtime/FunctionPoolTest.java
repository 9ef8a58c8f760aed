package com.necpgame.harness.slice.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.necpgame.harness.slice.call.Invoked;
import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes under AWS's runtime interface client. */
class FunctionPoolTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    Path folder;

    @Test
    void oneProcessAnswersOneEventAfterTheOther() throws IOException {
        try (var pool = open(limits(4))) {
            assertThat(text(pool, "hello")).isEqualTo("hello");
            assertThat(text(pool, "pid")).isEqualTo(text(pool, "pid"));
            assertThat(pool.started()).isEqualTo(1);
        }
    }

    @Test
    void aFunctionSeesWhatLambdaTellsItAndNothingOfUs() throws IOException {
        try (var pool = open(limits(1))) {
            assertThat(text(pool, "context"))
                    .isEqualTo("toy arn:aws:lambda:us-east-1:000000000000:function:toy true true");
            assertThat(text(pool, "environment").split(" ", -1))
                    .contains("AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_RUNTIME_API", "LAMBDA_TASK_ROOT")
                    .isSubsetOf(
                            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                            "AWS_LAMBDA_FUNCTION_NAME",
                            "AWS_LAMBDA_FUNCTION_VERSION",
                            "AWS_LAMBDA_INITIALIZATION_TYPE",
                            "AWS_LAMBDA_LOG_GROUP_NAME",
                            "AWS_LAMBDA_LOG_STREAM_NAME",
                            "AWS_LAMBDA_RUNTIME_API",
                            "LAMBDA_TASK_ROOT",
                            "_HANDLER",
                            "JAVA_HOME",
                            "HOME",
                            "LANG",
                            "LC_ALL",
                            "PATH",
                            "TMPDIR",
                            "TZ");
        }
    }

    @Test
    void whereAllAreBusyAnotherIsStartedUpToTheLimit() throws IOException {
        var gate = folder.resolve("gate");
        try (var pool = open(limits(2).withQueue(SHORT));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<CompletableFuture<Invoked>>();
            for (int i = 0; i < 2; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> invoke(pool, "wait:" + gate), threads));
            }
            await().atMost(LONG).until(() -> waiting() == 2);
            assertThatThrownBy(() -> invoke(pool, "hello")).isInstanceOf(Invoker.Throttled.class);
            Files.createFile(gate);
            var processes = new HashSet<String>();
            for (var answer : answers) {
                processes.add(text(answer.join()));
            }
            assertThat(processes).hasSize(2);
            assertThat(processes).contains(text(pool, "pid"));
            assertThat(pool.started()).isEqualTo(2);
        }
    }

    @Test
    void anErrorOfTheFunctionIsTheAnswerAndTheProcessStays() throws IOException {
        try (var pool = open(limits(1))) {
            var before = text(pool, "pid");
            var failed = invoke(pool, "fail");
            assertThat(failed.error()).isEqualTo("Unhandled");
            assertThat(member(failed, "errorType")).isEqualTo("java.lang.IllegalArgumentException");
            assertThat(member(failed, "errorMessage")).isEqualTo("no such thing");
            assertThat(text(pool, "pid")).isEqualTo(before);
        }
    }

    @Test
    void aProcessThatDiesFailsItsEventAndIsReplaced() throws IOException {
        try (var pool = open(limits(1))) {
            var before = text(pool, "pid");
            var died = invoke(pool, "halt");
            assertThat(died.failed()).isTrue();
            assertThat(member(died, "errorType")).isEqualTo("Runtime.ExitError");
            assertThat(member(died, "errorMessage")).endsWith("exit status 3");
            assertThat(text(pool, "pid")).isNotEqualTo(before);
            assertThat(pool.size()).isEqualTo(1);
        }
    }

    @Test
    void aProcessThatWasKilledWhileItHadNothingToDoIsReplaced() throws IOException {
        try (var pool = open(limits(1))) {
            long before = Long.parseLong(text(pool, "pid"));
            var handle = ProcessHandle.of(before).orElseThrow();
            handle.destroyForcibly();
            await().atMost(LONG).until(() -> !handle.isAlive());
            assertThat(text(pool, "pid")).isNotEqualTo(Long.toString(before));
        }
    }

    @Test
    void aProcessThatDoesNotAnswerInTimeIsKilled() throws IOException {
        var limits = limits(1);
        try (var pool = open(limits.withTimeout(Duration.ofSeconds(1)))) {
            // The gate never opens.
            var late = invoke(pool, "wait:" + folder.resolve("gate"));
            assertThat(member(late, "errorType")).isEqualTo("Sandbox.Timedout");
            assertThat(member(late, "errorMessage")).endsWith("Task timed out after 1.00 seconds");
            await().atMost(LONG).until(() -> pool.size() == 0);
        }
    }

    @Test
    void anInitThatFailsFailsTheEventAndTheNextOneTriesAgain() throws IOException {
        try (var pool = open(spec(limits(1)).with(Map.of("TOY_BROKEN", "yes")))) {
            for (int i = 1; i <= 2; i++) {
                var failed = invoke(pool, "hello");
                assertThat(failed.error()).isEqualTo("Unhandled");
                assertThat(member(failed, "errorMessage")).contains("the toy is broken");
                assertThat(pool.started()).isEqualTo(i);
            }
        }
    }

    @Test
    void aProgramThatIsNotThereFailsTheEvent() throws IOException {
        var spec = new FunctionSpec("toy", List.of("/no/such/program"), Map.of(), folder, limits(1));
        try (var pool = open(spec)) {
            assertThat(member(invoke(pool, "hello"), "errorType")).isEqualTo("Runtime.InvalidEntrypoint");
        }
    }

    @Test
    void eventsAndAnswersAreNotBeyondSixMegabytes() throws IOException {
        try (var pool = open(limits(1))) {
            var event = pool.invoke(new byte[RuntimeApi.PAYLOAD_BYTES_MAX + 1]);
            assertThat(event.error()).isEqualTo("RequestTooLargeException");
            assertThat(pool.started()).isZero();
            assertThat(invoke(pool, "large:" + RuntimeApi.PAYLOAD_BYTES_MAX).answer())
                    .hasSize(RuntimeApi.PAYLOAD_BYTES_MAX);
            var answer = invoke(pool, "large:" + (RuntimeApi.PAYLOAD_BYTES_MAX + 1));
            assertThat(member(answer, "errorType")).isEqualTo("Function.ResponseSizeTooLarge");
            assertThat(text(pool, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void processesMayBeStartedAhead() throws IOException, InitFailed {
        try (var pool = open(limits(2))) {
            pool.provision(2);
            assertThat(pool.size()).isEqualTo(2);
            assertThat(text(pool, "hello")).isEqualTo("hello");
            assertThat(pool.started()).isEqualTo(2);
        }
    }

    @Test
    void closingEndsTheProcesses() throws IOException {
        long pid;
        try (var pool = open(limits(1))) {
            pid = Long.parseLong(text(pool, "pid"));
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private FunctionPool open(FunctionLimits limits) throws IOException {
        return open(spec(limits));
    }

    private FunctionPool open(FunctionSpec spec) throws IOException {
        return FunctionPool.open(spec, folder.resolve("logs"));
    }

    /** The code stands in the task root as classes, which the client takes as well as jars. */
    private FunctionSpec spec(FunctionLimits limits) throws IOException {
        var code = folder.resolve("code");
        var name = ToyFunction.class.getName().replace('.', '/') + ".class";
        var file = code.resolve(name);
        Files.createDirectories(file.getParent());
        try (var in = ToyFunction.class.getClassLoader().getResourceAsStream(name)) {
            Files.write(file, in.readAllBytes());
        }
        return Shape.ZIP.of("toy", code, ToyFunction.class.getName(), Map.of(), limits);
    }

    private static FunctionLimits limits(int instances) {
        return new FunctionLimits(instances, LONG, LONG, LONG);
    }

    private long waiting() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("gate-"))
                    .count();
        }
    }

    private static Invoked invoke(Invoker function, String event) {
        return function.invoke(('"' + event + '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Invoker function, String event) {
        return text(invoke(function, event));
    }

    private static String text(Invoked invoked) {
        var text = new String(invoked.answer(), StandardCharsets.UTF_8);
        assertThat(invoked.error()).as(text).isNull();
        return Json.parse(text).textValue();
    }

    private static String member(Invoked invoked, String name) {
        return Json.parse(new String(invoked.answer(), StandardCharsets.UTF_8))
                .path(name)
                .asText();
    }
}
