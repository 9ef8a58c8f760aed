package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.http.server.exceptions.ServerStartupException;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * A part of a page that can be followed word by word: what to type, and what is answered.
 *
 * @param operatorSecret the one that the page's server made at its first start
 */
record Tour(List<Step> steps, String operatorSecret) {
    private static final int PORT_TRIES_MAX = 100;
    private static final int STARTS_MAX = 5;

    private static final Pattern STEP = Pattern.compile(
            "^```sh\\n(?<commands>.*?)^```\\n(\\s*^```(json|text|http)\\n(?<output>.*?)^```\\n)?|^<!-- tour: (?<restart>restart) -->",
            Pattern.DOTALL | Pattern.MULTILINE);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern SECRET = Pattern.compile("^SECRET=(\\S+)", Pattern.MULTILINE);

    /**
     * One block of commands.
     *
     * @param output of all of them; empty where the page shows none
     */
    record Step(String commands, String output) {
        boolean isRestart() {
            return commands.isEmpty();
        }

        boolean onlyReads() {
            return !commands.contains(" -d ") && !commands.contains(" -X ");
        }
    }

    /** @param heading how the part's heading begins */
    static Tour of(String page, String heading) {
        var section = Pattern.compile("^## " + heading + ".*?(?=^## |\\z)", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(page);
        if (!section.find()) {
            throw new IllegalStateException("no heading begins with " + heading);
        }
        var secret = SECRET.matcher(section.group());
        if (!secret.find()) {
            throw new IllegalStateException(heading + " sets no SECRET");
        }
        var steps = new ArrayList<Step>();
        for (var found = STEP.matcher(section.group()); found.find(); ) {
            var output = found.group("output");
            steps.add(
                    found.group("restart") != null
                            ? new Step("", "")
                            : new Step(found.group("commands"), output == null ? "" : output));
        }
        return new Tour(List.copyOf(steps), secret.group(1));
    }

    /** Runs the commands of one step, and compares. What only reads may be asked again: events take their milliseconds. */
    static void check(Step step, Shell shell, int port) {
        var commands = step.commands().replace("localhost:8080", "localhost:" + port);
        if (step.onlyReads()) {
            await(commands).atMost(PATIENCE).untilAsserted(() -> compare(step, shell.run(commands)));
        } else {
            compare(step, shell.run(commands));
        }
    }

    private static void compare(Step step, String output) {
        assertThat(shape(output)).as(step.commands()).isEqualTo(shape(step.output()));
    }

    /** Starts something on a free port; on another one where the first was taken meanwhile, or still waits for lost packets. */
    static <T> T onFreePort(IntFunction<T> start) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return start.apply(freePort());
            } catch (ServerStartupException e) {
                if (tries == STARTS_MAX) {
                    throw e;
                }
            }
        }
    }

    /** Starts something on the port that its predecessor gave up: the system takes a moment to close what Netty has closed. */
    static <T> T onItsPort(Callable<T> start) {
        return await().atMost(PATIENCE)
                .ignoreException(ServerStartupException.class)
                .until(start, Objects::nonNull);
    }

    /** Below what the system hands out by itself, so that no connection takes it before the server does. */
    static int freePort() throws IOException {
        var random = new Random();
        for (int tries = 0; tries < PORT_TRIES_MAX; tries++) {
            try (var socket = new ServerSocket(random.nextInt(20_000, 32_000))) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // taken
            }
        }
        throw new IOException("no free port in " + PORT_TRIES_MAX + " tries");
    }

    /** A text with names in place of what differs from run to run. */
    static String shape(String text) {
        return text.strip()
                .replaceAll("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+", "<token>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "<time>")
                .replaceAll("\\b([a-z]{3})_[0-9a-z-]{20,}", "<$1>")
                .replaceAll("\\b[0-9a-z]{26}\\b", "<id>")
                .replaceAll("\"nextCursor\":\"[\\w-]+\"", "\"nextCursor\":\"<cursor>\"")
                .replaceAll("\\b[0-9a-f]{32}\\b", "<trace>");
    }
}
