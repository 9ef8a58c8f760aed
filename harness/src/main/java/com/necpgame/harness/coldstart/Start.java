package com.necpgame.harness.coldstart;

import com.necpgame.harness.slice.runtime.FunctionProcess;
import com.necpgame.harness.slice.runtime.InitFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One cold start.
 *
 * @param initCpu processor time from the start of the process until it asks for work
 * @param firstCpu processor time of the first request
 * @param initWall the same by the clock
 * @param firstWall the same by the clock
 */
record Start(Duration initCpu, Duration firstCpu, Duration initWall, Duration firstWall) {
    Duration cpu() {
        return initCpu.plus(firstCpu);
    }

    Duration wall() {
        return initWall.plus(firstWall);
    }

    /** Starts it, lets it do one thing, and ends it. @throws IOException if it did not do it */
    static Start of(Contender contender, Path log) throws IOException {
        long begin = System.nanoTime();
        try (var process = FunctionProcess.launch(contender.function(), log)) {
            process.awaitInit();
            long ready = System.nanoTime();
            var initCpu = ProcessCpu.of(process.usage().handle().pid());
            long asked = System.nanoTime();
            var answer = process.invoke(contender.event());
            long answered = System.nanoTime();
            var cpu = ProcessCpu.of(process.usage().handle().pid());
            check(contender, new String(answer.answer(), StandardCharsets.UTF_8));
            return new Start(
                    initCpu, cpu.minus(initCpu), Duration.ofNanos(ready - begin), Duration.ofNanos(answered - asked));
        } catch (InitFailed e) {
            throw new IOException(contender.name() + " does not start: " + e.getMessage(), e);
        }
    }

    private static void check(Contender contender, String answer) throws IOException {
        if (!answer.contains("\"statusCode\":200") && !answer.contains("\"statusCode\":404")) {
            throw new IOException(contender.name() + " answered " + answer);
        }
    }
}
