package com.necpgame.gamesim.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    @TempDir
    Path folder;

    /** The same seed and the same turns are the same game. */
    @Property(tries = 20)
    void theSameTurnsAreTheSameGame(@ForAll long seed) {
        var one = Games.arena(seed);
        var other = Games.arena(seed);
        var random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            var turn = Games.anyWithChanges(random, one);
            assertThat(one.step(turn)).as("seed %d", seed).isEqualTo(other.step(turn));
            assertThat(one.checksum()).as("seed %d, tick %d", seed, i).isEqualTo(other.checksum());
        }
    }

    /** A game as it is: if this number changes, the rules did, and logs of before cannot be replayed. */
    @Test
    void theGameIsTheSameOnEveryMachine() {
        var arena = Games.arena(5);
        var random = new Random(5);
        arena.step(Games.everybodyJoins(4));
        for (int i = 0; i < 1000; i++) {
            arena.step(Games.any(random, arena));
        }
        assertThat(Long.toHexString(arena.checksum())).isEqualTo("c93cb8936f48e18d");
    }

    @Test
    void aLogReplaysToItsResults() throws IOException {
        var replay = Replay.of(log(11));
        assertThat(replay.faults()).isEmpty();
        assertThat(replay.session()).isEqualTo("ses_1");
        assertThat(replay.endReason()).isEqualTo("time-limit");
        assertThat(replay.ticks()).isEqualTo(Games.RULES.timeLimitTicks());
        assertThat(replay.checksums()).isGreaterThan(50);
        assertThat(replay.logged()).hasSameSizeAs(replay.replayed()).hasSizeGreaterThan(3);
        assertThat(replay.replayed().stream().mapToInt(Result::damage).sum()).isPositive();
    }

    @Test
    void aLogThatWasChangedIsFound() throws IOException {
        var log = Files.readString(log(12));
        var lines = log.lines().toList();
        var input = lines.stream()
                .filter(line -> line.startsWith("100 "))
                .findFirst()
                .orElseThrow();
        var changed = log.replace("\n" + input + "\n", "\n100 0=-127,0,1,1@100\n");
        assertThat(Replay.of(changed).faults()).isNotEmpty();

        var better = log.replaceFirst("result (\\S+) \\d+", "result $1 999999");
        assertThat(Replay.of(better).faults()).containsExactly("the results differ");
    }

    @Test
    void aLogThatStopsIsReplayedAsFarAsItGoes() throws IOException {
        var log = Files.readString(log(13));
        var replay = Replay.of(log.substring(0, log.length() / 2));
        assertThat(replay.endReason()).isNull();
        assertThat(replay.faults()).isEmpty();
        assertThat(replay.checksums()).isPositive();
    }

    @Test
    void whatIsNoLogIsRefused() {
        assertThatThrownBy(() -> Replay.of("")).hasMessage("not a log of an arena");
        assertThatThrownBy(() -> Replay.of("something\nelse\n")).hasMessage("not a log of an arena");
        assertThatThrownBy(() -> Replay.of(InputLog.HEAD + "\nsession s map alley\n"))
                .hasMessageStartingWith("no ");
        var head = InputLog.HEAD
                + "\nsession s map alley seed 1 tickRate 30 timeLimitSeconds 9 scoreLimit 0 playersMax 4\n";
        assertThatThrownBy(() -> Replay.of(head + "1 0=1\n")).hasMessageStartingWith("line 3");
        assertThatThrownBy(() -> Replay.of(head + "9999 0=1,1,1,1@1\n")).hasMessageStartingWith("line 3");
    }

    private Path log(long seed) {
        var file = folder.resolve("game-" + seed + ".log");
        var arena = Games.arena(seed);
        var log = new InputLog(file, Runnable::run, "ses_1", arena, seed);
        var random = new Random(seed);
        for (int i = 0; !arena.isOver(); i++) {
            var turn = i == 0 ? Games.everybodyJoins(4) : Games.anyWithChanges(random, arena);
            arena.step(turn);
            log.add(turn, arena);
        }
        log.end("time-limit", arena);
        return file;
    }
}
