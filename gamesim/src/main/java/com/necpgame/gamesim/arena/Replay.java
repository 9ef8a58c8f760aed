package com.necpgame.gamesim.arena;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A game that was logged by {@link InputLog}, played again.
 *
 * @param session its gameSimId
 * @param ticks played, to the last line
 * @param endReason null where the log does not reach the end: its server was killed
 * @param logged the results as the log has them
 * @param replayed the results of the game that was played again; those of the last line without an end
 * @param checksums compared
 * @param faults where the two games differ, in words; empty when the log and the rules agree
 */
public record Replay(
        String session,
        int ticks,
        @Nullable String endReason,
        List<String> logged,
        List<Result> replayed,
        int checksums,
        List<String> faults) {

    /** Plays a log again. @throws IllegalArgumentException if the file is no log, telling the line */
    public static Replay of(Path file) throws IOException {
        return of(Files.readString(file, StandardCharsets.UTF_8));
    }

    static Replay of(String log) {
        return new Reader(log).play();
    }

    /** Reads line after line. A last line without its end is left out: the disk may have stopped in the middle of it. */
    private static final class Reader {
        private final List<String> lines;
        private final Arena arena;
        private final String session;
        private final List<String> logged = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private int checksums;
        private @Nullable String endReason;

        Reader(String log) {
            var whole = log.substring(0, log.lastIndexOf('\n') + 1);
            lines = whole.lines().toList();
            if (lines.size() < 2 || !lines.getFirst().equals(InputLog.HEAD)) {
                throw new IllegalArgumentException("not a log of an arena");
            }
            var head = pairs(lines.get(1));
            session = value(head, "session");
            var rules = new ArenaRules(
                    number(head, "tickRate"),
                    number(head, "timeLimitSeconds"),
                    number(head, "scoreLimit"),
                    number(head, "playersMax"));
            arena = new Arena(ArenaMap.named(value(head, "map")), rules, Long.parseLong(value(head, "seed")));
        }

        Replay play() {
            for (int i = 2; i < lines.size(); i++) {
                try {
                    line(lines.get(i).split(" "));
                } catch (RuntimeException e) {
                    throw new IllegalArgumentException("line " + (i + 1) + ": " + lines.get(i), e);
                }
            }
            var replayed = arena.results();
            if (endReason != null
                    && !logged.equals(replayed.stream().map(InputLog::line).toList())) {
                faults.add("the results differ");
            }
            return new Replay(session, arena.tick(), endReason, logged, replayed, checksums, List.copyOf(faults));
        }

        private void line(String[] words) {
            switch (words[0]) {
                case "end" -> end(words);
                case "result" -> logged.add(String.join(" ", words));
                default -> tick(Integer.parseInt(words[0]), words);
            }
        }

        private void tick(int tick, String[] words) {
            while (arena.tick() < tick - 1) {
                step(Turn.EMPTY);
            }
            var leaves = new ArrayList<Integer>();
            var joins = new ArrayList<Turn.Join>();
            var inputs = new HashMap<Integer, Input>();
            String checksum = null;
            for (int i = 1; i < words.length; i++) {
                var rest = words[i].substring(1);
                switch (words[i].charAt(0)) {
                    case '-' -> leaves.add(Integer.parseInt(rest));
                    case '+' -> joins.add(join(rest.split("=", 2)));
                    case '#' -> checksum = rest;
                    default -> input(words[i].split("="), inputs);
                }
            }
            step(new Turn(leaves, joins, inputs));
            compare(checksum);
        }

        private void step(Turn turn) {
            int before = arena.tick();
            arena.step(turn);
            if (arena.tick() == before) {
                throw new IllegalArgumentException("a tick after the end");
            }
        }

        private static Turn.Join join(String[] slotAndPlayer) {
            return new Turn.Join(Integer.parseInt(slotAndPlayer[0]), slotAndPlayer[1]);
        }

        private static void input(String[] slotAndInput, Map<Integer, Input> inputs) {
            var numbers = slotAndInput[1].split("[,@]");
            inputs.put(
                    Integer.parseInt(slotAndInput[0]),
                    new Input(
                            Integer.parseInt(numbers[4]),
                            Integer.parseInt(numbers[0]),
                            Integer.parseInt(numbers[1]),
                            Integer.parseInt(numbers[2]),
                            numbers[3].equals("1")));
        }

        /** The last lines before the end may be ticks without news; they are part of the checksum, and the log names the tick. */
        private void end(String[] words) {
            while (arena.tick() < Integer.parseInt(words[1])) {
                step(Turn.EMPTY);
            }
            endReason = words[2];
            compare(words[3].substring(1));
        }

        private void compare(@Nullable String checksum) {
            if (checksum != null) {
                checksums++;
                if (!checksum.equals(Long.toHexString(arena.checksum()))) {
                    faults.add("another state after tick " + arena.tick());
                }
            }
        }

        private static Map<String, String> pairs(String line) {
            var words = line.split(" ");
            var pairs = new HashMap<String, String>();
            for (int i = 0; i + 1 < words.length; i += 2) {
                pairs.put(words[i], words[i + 1]);
            }
            return pairs;
        }

        private static int number(Map<String, String> pairs, String name) {
            return Integer.parseInt(value(pairs, name));
        }

        private static String value(Map<String, String> pairs, String name) {
            if (pairs.get(name) instanceof String value) {
                return value;
            }
            throw new IllegalArgumentException("no " + name + " in the head");
        }
    }
}
