package com.necpgame.harness.slice.runtime;

import com.necpgame.harness.server.ServerProcess;
import com.necpgame.harness.slice.call.Invoked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One process of a function: what Lambda calls an execution environment. It works at one event at a time. */
public final class FunctionProcess implements AutoCloseable {
    /** Generous: a process that records its start writes the recording at its end. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(90);

    private static final Duration EXIT_WITHIN = Duration.ofSeconds(5);

    /** What of this process's own environment a function sees. Lambda's has nothing of whoever started it either. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR");

    private final FunctionSpec spec;
    private final Process process;
    private final Seat seat;
    private final Path log;
    private volatile boolean killed;

    private FunctionProcess(FunctionSpec spec, Process process, Seat seat, Path log) {
        this.spec = spec;
        this.process = process;
        this.seat = seat;
        this.log = log;
    }

    /**
     * Starts a process.
     *
     * @param name unique among the processes of the API
     * @param log where its output is added
     * @throws InitFailed if there is no such program
     */
    static FunctionProcess launch(FunctionSpec spec, RuntimeApi api, String name, Path log) throws InitFailed {
        var seat = api.seat(name);
        try {
            var process = launch(spec, api.address(name), log);
            process.onExit().thenAccept(ended -> {
                seat.end(ended.exitValue());
                api.leave(name);
            });
            return new FunctionProcess(spec, process, seat, log);
        } catch (IOException e) {
            api.leave(name);
            throw new InitFailed(Outcomes.notStarted(String.valueOf(e.getMessage())));
        }
    }

    private static Process launch(FunctionSpec spec, String api, Path log) throws IOException {
        Files.createDirectories(spec.folder());
        var builder = new ProcessBuilder(spec.command()).directory(spec.folder().toFile());
        var environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        environment.putAll(Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                api,
                "AWS_LAMBDA_FUNCTION_NAME",
                spec.name(),
                "AWS_LAMBDA_FUNCTION_VERSION",
                "$LATEST",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                "1769",
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                "on-demand",
                "AWS_LAMBDA_LOG_GROUP_NAME",
                "/aws/lambda/" + spec.name(),
                "AWS_LAMBDA_LOG_STREAM_NAME",
                log.getFileName().toString()));
        environment.putAll(spec.environment());
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /**
     * Starts a process that has a Runtime API of its own, and does not wait for it.
     *
     * @throws InitFailed if there is no such program
     */
    public static FunctionProcess launch(FunctionSpec spec, Path log) throws InitFailed, IOException {
        Files.createDirectories(log.getParent());
        var api = RuntimeApi.open(FunctionPool.arn(spec));
        var function = launch(spec, api, "1", log);
        function.process.onExit().thenRun(api::close);
        return function;
    }

    /**
     * Waits until the process asks for work.
     *
     * @throws InitFailed if it does not come to that; it is killed then
     */
    public void awaitInit() throws InitFailed {
        Invoked error;
        try {
            error = seat.init().get(spec.limits().initWithin().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            error = Outcomes.initTimedOut(spec.limits().initWithin());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            error = Outcomes.notStarted("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        if (error != null) {
            kill();
            throw new InitFailed(error);
        }
    }

    /**
     * Works at one event, and waits until the process asks for the next one or has ended; so whoever has the answer finds it free. A
     * process that is not so far in time is killed. For one thread at a time.
     */
    public Invoked invoke(byte[] event) {
        var timeout = spec.limits().timeout();
        var invocation = Invocation.of(event, timeout);
        var again = seat.give(invocation);
        if (!process.isAlive()) {
            seat.end(process.exitValue());
        }
        try {
            again.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            invocation.outcome().complete(Outcomes.timedOut(invocation.id(), timeout));
            kill();
        } catch (InterruptedException e) {
            invocation.outcome().complete(Outcomes.timedOut(invocation.id(), timeout));
            kill();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return invocation.outcome().join();
    }

    /** Whether it can have an event. */
    public boolean isAlive() {
        return !killed && process.isAlive();
    }

    /** What the process uses, and what has started it. */
    public ServerProcess usage() {
        return new ServerProcess(process.toHandle());
    }

    public Path log() {
        return log;
    }

    private void kill() {
        killed = true;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Ends the process as Lambda ends one: SIGTERM first. Waits for it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
                process.waitFor(EXIT_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
