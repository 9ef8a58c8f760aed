package com.necpgame.harness.match;

import com.necpgame.gamesim.arena.Replay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A game server's own log of one game, played again.
 *
 * @param replay of it by the rules of the arena
 * @param endChecksum of the state at the end, as the log has it; null where it does not reach the end
 * @param playersMost there at the same time
 */
record GameLog(Replay replay, @Nullable String endChecksum, int playersMost) {
    /** @throws IllegalArgumentException if the file is no log */
    static GameLog read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        return new GameLog(Replay.of(file), endChecksum(lines), playersMost(lines));
    }

    private static @Nullable String endChecksum(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("end "))
                .map(line -> line.substring(line.indexOf('#') + 1))
                .findFirst()
                .orElse(null);
    }

    private static int playersMost(List<String> lines) {
        Set<String> slots = new HashSet<>();
        int most = 0;
        for (String line : lines.subList(2, lines.size())) {
            for (String word : line.split(" ")) {
                if (word.startsWith("-")) {
                    slots.remove(word.substring(1));
                } else if (word.startsWith("+")) {
                    slots.add(word.substring(1, word.indexOf('=')));
                }
            }
            most = Math.max(most, slots.size());
        }
        return most;
    }
}
