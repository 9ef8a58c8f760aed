package com.necpgame.voice.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.runtime.object.ObjectKey;
import com.necpgame.platform.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Twenty players talk and are recorded in a process that is killed, again and again. Whatever was acknowledged is in
 * the object store after the next start, each frame once; so is all else that is there.
 */
final class Kills {
    private static final int SPEAKERS = 20;
    private static final int ALIVE_MILLIS_MIN = 300;
    private static final int ALIVE_MILLIS_MAX = 4000;
    private static final Duration STARTED_IN = Duration.ofSeconds(60);
    private static final Duration STORED_IN = Duration.ofSeconds(60);
    private static final Pattern ACK = Pattern.compile(
            RecordingChild.ACK + "con-(\\S+) .*\"seqFrom\":(\\d+),\"seqTo\":(\\d+),\"status\":\"PROCESSING\".*");

    private final Path folder;

    /** What each speaker was told to be kept. */
    private final Map<String, Set<Integer>> acknowledged = new ConcurrentHashMap<>();

    Kills(Path folder) {
        this.folder = folder;
    }

    void outlived(int rounds, Seed seed) throws Exception {
        var random = seed.random("kills");
        for (int round = 0; round < rounds; round++) {
            talkUntilKilled("plr_r" + round + "s", random.nextInt(ALIVE_MILLIS_MIN, ALIVE_MILLIS_MAX));
            tear(random);
        }
        try (var studio = new Studio(folder, Map.of())) {
            await().atMost(STORED_IN)
                    .untilAsserted(() -> assertThat(studio.segments()).isEmpty());
            var stored = stored(studio);
            System.out.printf(
                    "%d kills, %d objects, %d frames stored, %d acknowledged, %s%n",
                    rounds,
                    studio.objects().keys().size(),
                    stored.values().stream().mapToInt(Set::size).sum(),
                    acknowledged.values().stream().mapToInt(Set::size).sum(),
                    seed);
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(SPEAKERS);
            acknowledged.forEach((player, frames) ->
                    assertThat(stored.get(player)).as(player).containsAll(frames));
        }
    }

    private void talkUntilKilled(String prefix, int millis) throws Exception {
        var said = Files.createTempFile(folder, prefix, ".out");
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecordingChild.class.getName(),
                        folder.toString(),
                        prefix,
                        Integer.toString(SPEAKERS)))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            await().atMost(STARTED_IN).until(() -> Files.readString(said).contains("talking\n"));
            // Not a wait for something: how long it lives is what chance decides.
            process.waitFor(millis, TimeUnit.MILLISECONDS);
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        Files.readAllLines(said).forEach(this::hear);
    }

    private void hear(String line) {
        var ack = ACK.matcher(line);
        if (ack.matches()) {
            var frames = acknowledged.computeIfAbsent(ack.group(1), player -> ConcurrentHashMap.newKeySet());
            for (int seq = Integer.parseInt(ack.group(2)); seq <= Integer.parseInt(ack.group(3)); seq++) {
                frames.add(seq);
            }
        }
    }

    /** What a power cut may add to a file: bytes that were never written. */
    private void tear(RandomGenerator random) throws IOException {
        var noise = new byte[random.nextInt(1, 2000)];
        random.nextBytes(noise);
        try (var files = Files.walk(folder.resolve("wal"))) {
            var open = files.filter(file -> file.toString().endsWith(".open")).findFirst();
            if (open.isPresent()) {
                Files.write(open.get(), noise, StandardOpenOption.APPEND);
            }
        }
    }

    /** The frames in the object store, by speaker; refused where one is there twice or is not what was said. */
    private static Map<String, Set<Integer>> stored(Studio studio) {
        var stored = new TreeMap<String, Set<Integer>>();
        var table = studio.bean(RecordingTable.class);
        for (var key : studio.objects().keys()) {
            var player = key.value().split("/")[1];
            var frames = stored.computeIfAbsent(player, ignored -> new HashSet<>());
            read(studio, key, player, frames);
        }
        stored.keySet()
                .forEach(player -> assertThat(
                                table.recordings(player, PageOf.first(1000)).items())
                        .extracting(Recording::key)
                        .containsExactlyInAnyOrderElementsOf(studio.objects().keys().stream()
                                .map(ObjectKey::value)
                                .filter(key -> key.startsWith("audio/" + player + "/"))
                                .toList()));
        return stored;
    }

    private static void read(Studio studio, ObjectKey key, String player, Set<Integer> frames) {
        var pcm = studio.objects().stored(key).bytes();
        assertThat(pcm.length % Talk.PCM_BYTES).isZero();
        for (int at = 0; at < pcm.length; at += Talk.PCM_BYTES) {
            var seq = Talk.seqOf(player, pcm, at);
            assertThat(frames.add(seq))
                    .as("frame %d of %s is there once", seq, player)
                    .isTrue();
        }
    }
}
