package com.necpgame.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The machine's own Chromium without a window, with a file in place of a microphone and no sound card. It is driven by
 * its DevTools protocol: Playwright for Java would bring Node for five systems in a jar of 198 MB, Selenium needs a
 * second program of the browser's very version.
 */
final class Chromium implements AutoCloseable {
    /** Why a test did not run. */
    static final String MISSING =
            "SKIPPED: no Chromium on this machine, so nobody has heard the voice page (apt-get install chromium)";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final Pattern LISTENS = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final boolean IS_ROOT = System.getProperty("user.name", "").equals("root");
    private static final int STOP_SECONDS = 10;

    private final Process process;
    private final DevTools tools;

    private Chromium(Process process, DevTools tools) {
        this.process = process;
        this.tools = tools;
    }

    /** Where it is on the PATH, or where CHROMIUM says. */
    static Optional<Path> installed() {
        var told = System.getenv("CHROMIUM");
        if (told != null) {
            return Optional.of(Path.of(told));
        }
        return NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * @param profile an empty folder
     * @param microphone a WAV that each page hears once, from its beginning
     * @param niceness 0, or less where that is allowed: capture and playback then keep their time on a busy machine
     */
    static Chromium start(Path profile, Path microphone, int niceness) {
        var command = new ArrayList<String>();
        if (niceness != 0) {
            command.addAll(List.of("nice", "-n", Integer.toString(niceness)));
        }
        command.add(installed()
                .orElseThrow(() -> new IllegalStateException("no Chromium"))
                .toString());
        command.addAll(arguments(profile, microphone));
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            // Where the tests are ended from outside, the browser goes with them.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Chromium(process, new DevTools(address(process)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> arguments(Path profile, Path microphone) {
        var arguments = new ArrayList<>(List.of(
                "--headless",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-background-timer-throttling",
                "--disable-renderer-backgrounding",
                "--disable-backgrounding-occluded-windows",
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--use-file-for-fake-audio-capture=" + microphone.toAbsolutePath() + "%noloop"));
        if (IS_ROOT) {
            arguments.add("--no-sandbox");
        }
        arguments.add("about:blank");
        return arguments;
    }

    /** Also reads on, so that the browser never waits for a reader of what it logs. */
    private static URI address(Process process) throws IOException {
        var reader = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        var log = new StringBuilder();
        for (String line; (line = reader.readLine()) != null; log.append(line).append('\n')) {
            var listens = LISTENS.matcher(line);
            if (listens.find()) {
                Thread.ofVirtual().start(() -> reader.lines().forEach(_ -> {}));
                return URI.create(listens.group(1));
            }
        }
        throw new IllegalStateException("Chromium did not start:\n" + log);
    }

    /** A page of a player of its own: nothing is shared with the other pages. */
    ChromiumPage open(URI address) {
        var context = tools.call("", "Target.createBrowserContext", Map.of())
                .get("browserContextId")
                .asText();
        var target = tools.call(
                "",
                "Target.createTarget",
                Map.of("url", "about:blank", "browserContextId", context, "width", 1280, "height", 1024));
        var session = tools.call(
                "",
                "Target.attachToTarget",
                Map.of("targetId", target.get("targetId").asText(), "flatten", true));
        var page = new ChromiumPage(tools, session.get("sessionId").asText());
        page.go(address);
        return page;
    }

    @Override
    public void close() {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        tools.close();
        process.destroy();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
