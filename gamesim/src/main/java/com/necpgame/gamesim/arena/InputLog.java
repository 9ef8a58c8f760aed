package com.necpgame.gamesim.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * What reached an arena, as lines of text, so that {@link Replay} can play it again:
 *
 * <pre>
 * necpgame-arena-log 1
 * session ses_1 map alley seed 42 tickRate 30 timeLimitSeconds 300 scoreLimit 0 playersMax 4
 * 17 -1 +0=plr_a 0=127,0,12,1@40 #9f3c...   a tick: slot 1 left, plr_a came to slot 0, and wants that; the checksum after it
 * end 9000 time-limit #9f3c...
 * result plr_a 300 3 1 0 340 40 17 9000 12 WON   score kills deaths assists damage shots hits ticks credits outcome
 * </pre>
 *
 * An input is move x, move y, aim, fire, and after the {@code @} the client's tick. A tick without news has no line. Lines are handed over in
 * blocks, so that a slow disk does not hold the game.
 */
public final class InputLog {
    static final String HEAD = "necpgame-arena-log 1";
    /** Ticks from one checksum to the next. */
    static final int CHECKSUM_TICKS = 30;

    private static final int BLOCK_CHARS = 16 * 1024;

    private final Path file;
    private final Executor writer;
    private final StringBuilder block = new StringBuilder();
    private final Map<Integer, Input> last = new HashMap<>();

    /** @param writer runs what it is given one after the other */
    public InputLog(Path file, Executor writer, String session, Arena arena, long seed) {
        this.file = file;
        this.writer = writer;
        var rules = arena.rules();
        block.append(HEAD).append('\n');
        block.append("session %s map %s seed %d tickRate %d timeLimitSeconds %d scoreLimit %d playersMax %d\n"
                .formatted(
                        session,
                        arena.map().name(),
                        seed,
                        rules.tickRate(),
                        rules.timeLimitSeconds(),
                        rules.scoreLimit(),
                        rules.playersMax()));
        flush();
    }

    /** A turn that the arena has just taken. */
    public void add(Turn turn, Arena arena) {
        var line = new StringBuilder();
        turn.leaves().forEach(slot -> line.append(" -").append(slot));
        turn.joins().forEach(join -> {
            line.append(" +").append(join.slot()).append('=').append(join.playerId());
            last.remove(join.slot());
        });
        turn.inputs().forEach((slot, input) -> input(slot, input, line));
        if (arena.tick() % CHECKSUM_TICKS == 0) {
            line.append(" #").append(Long.toHexString(arena.checksum()));
        }
        if (!line.isEmpty()) {
            block.append(arena.tick()).append(line).append('\n');
        }
        if (block.length() >= BLOCK_CHARS) {
            flush();
        }
    }

    private void input(int slot, Input input, StringBuilder line) {
        if (!input.equals(last.put(slot, input))) {
            line.append(' ').append(slot).append('=').append(input.moveX());
            line.append(',').append(input.moveY()).append(',').append(input.aim());
            line.append(',').append(input.fire() ? 1 : 0).append('@').append(input.tick());
        }
    }

    /** The end. @param reason one word */
    public void end(String reason, Arena arena) {
        block.append("end %d %s #%s\n".formatted(arena.tick(), reason, Long.toHexString(arena.checksum())));
        arena.results().forEach(result -> block.append(line(result)).append('\n'));
        flush();
    }

    static String line(Result r) {
        return "result %s %d %d %d %d %d %d %d %d %d %s"
                .formatted(
                        r.playerId(),
                        r.score(),
                        r.kills(),
                        r.deaths(),
                        r.assists(),
                        r.damage(),
                        r.shots(),
                        r.hits(),
                        r.ticks(),
                        r.credits(),
                        r.outcome());
    }

    private void flush() {
        var text = block.toString();
        block.setLength(0);
        writer.execute(() -> append(text));
    }

    private void append(String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
