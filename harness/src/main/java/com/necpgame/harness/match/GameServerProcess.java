package com.necpgame.harness.match;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A game server that runs as a process of its own.
 *
 * @param simId what the registry calls it
 * @param epoch of its registration
 * @param games where it logs its games
 */
record GameServerProcess(Process process, String simId, long epoch, Path games) {
    /** What a game server says once players can come. */
    private static final Pattern REGISTERED = Pattern.compile("registered as (\\S+)/(\\d+)");

    private static final Pattern LISTENS = Pattern.compile("^UDP \\d+", Pattern.MULTILINE);
    private static final int STOP_SECONDS_MAX = 20;

    /** Whether what a game server has written so far says that it is registered and listens. */
    static boolean isUp(Path output) {
        String text = read(output);
        return REGISTERED.matcher(text).find() && LISTENS.matcher(text).find();
    }

    /** One that is up. @throws IllegalStateException if it is not */
    static GameServerProcess of(Process process, Path output, Path games) {
        Matcher registered = REGISTERED.matcher(read(output));
        if (!registered.find()) {
            throw new IllegalStateException("a game server did not register; it said\n" + read(output));
        }
        return new GameServerProcess(process, registered.group(1), Long.parseLong(registered.group(2)), games);
    }

    private static String read(Path output) {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** As SIGKILL does: without a goodbye. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to go, as an operator would who has waited for its sessions. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
