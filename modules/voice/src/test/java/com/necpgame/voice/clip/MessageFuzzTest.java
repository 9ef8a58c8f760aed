package com.necpgame.voice.clip;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.object.Objects;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.testkit.MutableClock;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import com.necpgame.voice.TestRoom;
import com.necpgame.voice.VoiceProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a client sends is taken, or refused in words; nothing else comes out of the handler, and nothing is half done. */
@ExtendWith(Seeded.class)
class MessageFuzzTest {
    private static final String VALID = "{\"action\":\"sendaudio\",\"data\":\"AAECAw==\",\"author\":\"plr_ada\","
            + "\"audioId\":\"%s\",\"stream\":\"s\",\"seq\":7,\"codec\":\"pcm16\",\"room\":\"lobby\"}";

    private final TestRoom room = new TestRoom();

    @TempDir
    private Path folder;

    private TemporaryDynamo store;
    private VoiceProcess voice;

    @BeforeEach
    void start() {
        store = TemporaryDynamo.open();
        voice = new VoiceProcess(
                store.client(), room, folder, MutableClock.at(Instant.parse("2026-11-20T10:00:00Z")), Map.of());
        voice.connect("c", "ada");
    }

    @AfterEach
    void stop() {
        voice.close();
        store.close();
    }

    @Test
    void whatIsWrongIsRefusedAndNothingIsStored() {
        var wrong = List.of(
                "",
                " ",
                "null",
                "7",
                "[]",
                "{}",
                "{\"action\":7}",
                "{\"action\":null,\"data\":\"AAE=\"}",
                "{\"action\":\"sendaudio\"}",
                "{\"action\":\"sendaudio\",\"data\":null}",
                "{\"action\":\"sendaudio\",\"data\":{}}",
                "{\"action\":\"sendaudio\",\"data\":[\"AAE=\"]}",
                "{\"action\":\"sendaudio\",\"data\":true}",
                "{\"action\":\"sendaudio\",\"data\":5}",
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"audioId\":\"\"}",
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"audioId\":\"a b\"}",
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"audioId\":\"" + "a".repeat(65) + "\"}",
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"audioId\":{\"a\":1}}",
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"author\":\"" + "a".repeat(257) + "\"}",
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"seq\":-1}",
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"seq\":\"x\"}",
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"seq\":{}}",
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"seq\":99999999999999999999999}",
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"seq\":1e999}",
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"stream\":\"\"}",
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"room\":\"../lobby\"}",
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"room\":[]}",
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"codec\":\"opus\"}",
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\"",
                "{\"action\":\"sendaudio\",\"data\":\"" + "A".repeat(130_000) + "\"}",
                "{\"action\":\"sendaudio\",\"data\":" + "[".repeat(60_000) + "]".repeat(60_000) + "}",
                "{\"action\":\"sendaudio\",\"data\":" + "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000) + "}",
                "[".repeat(130_000),
                "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"x\":" + "9".repeat(100_000) + "}",
                "{\"action\":\"" + "a".repeat(100_000) + "\"}",
                "{\"action\":\"$connect\"}",
                "\u0000\u0001\ufffe");
        for (var text : wrong) {
            assertThat(isRefused(text)).as(shortened(text)).isTrue();
        }
        assertThat(voice.waiting()).isEmpty();
        assertThat(voice.bean(Objects.class).list("", null, 10)).isEmpty();
    }

    /** A message that holds, with a few characters changed, doubled or gone. */
    @Test
    void aBrokenMessageIsTakenOrRefused(Seed seed) {
        System.out.println("broken messages: " + seed);
        var random = seed.random("broken");
        int taken = 0;
        for (int i = 0; i < 3000; i++) {
            var text = broken(VALID.formatted("a" + i), random);
            taken += isRefused(text) ? 0 : 1;
        }
        // The same audioId may come twice; each is answered, and the first alone is told of.
        assertThat(voice.waiting().size()).isPositive().isLessThanOrEqualTo(taken);
    }

    /** Trees of any shape, under names that the handler knows. */
    @Test
    void arbitraryTreesAreRefused(Seed seed) {
        var random = seed.random("trees");
        for (int i = 0; i < 2000; i++) {
            var text = "{\"action\":\"sendaudio\"," + fields(random, 3) + ",\"data\":" + tree(random, 4) + "}";
            assertThat(isRefused(text)).as("%s %s", seed, text).isTrue();
        }
        assertThat(voice.waiting()).isEmpty();
    }

    /** @return whether it was refused, in words to the connection or to the edge; anything else that is thrown fails the test */
    private boolean isRefused(String text) {
        var errors = room.heard("c", "error").size();
        try {
            voice.text("c", text);
        } catch (Refusal refusal) {
            return true;
        }
        return room.heard("c", "error").size() == errors + 1;
    }

    private static String broken(String text, RandomGenerator random) {
        var broken = new StringBuilder(text);
        for (int n = random.nextInt(1, 4); n > 0; n--) {
            var at = random.nextInt(broken.length());
            switch (random.nextInt(4)) {
                case 0 -> broken.setCharAt(at, (char) random.nextInt(32, 127));
                case 1 -> broken.deleteCharAt(at);
                case 2 -> broken.insert(at, broken.charAt(random.nextInt(broken.length())));
                default -> broken.setCharAt(at, (char) random.nextInt(0x10000));
            }
        }
        return broken.toString();
    }

    private static String fields(RandomGenerator random, int depth) {
        var names = List.of("author", "audioId", "stream", "seq", "codec", "room", "cid", "x");
        return IntStream.range(0, random.nextInt(1, 5))
                .mapToObj(i -> "\"" + names.get(random.nextInt(names.size())) + "\":" + tree(random, depth))
                .collect(Collectors.joining(","));
    }

    /** Never a text that is audio. */
    private static String tree(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> Long.toString(random.nextLong());
            case 3 -> Double.toString(random.nextDouble());
            case 4 -> "\"?" + (char) random.nextInt('a', 'z') + "\"";
            case 5 -> "\"\"";
            case 6 ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> tree(random, depth - 1))
                        .collect(Collectors.joining(",", "[", "]"));
            default -> "{" + fields(random, depth - 1) + "}";
        };
    }

    private static String shortened(String text) {
        return text.length() < 100 ? text : text.substring(0, 100) + ".. (" + text.length() + ")";
    }
}
