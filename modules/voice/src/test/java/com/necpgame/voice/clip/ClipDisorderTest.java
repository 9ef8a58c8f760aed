package com.necpgame.voice.clip;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.contracts.voice.SendAudioEvent.Status;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.event.EventEnvelope;
import com.necpgame.platform.runtime.event.Listeners;
import com.necpgame.platform.runtime.object.Objects;
import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.MutableClock;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import com.necpgame.voice.TestRoom;
import com.necpgame.voice.VoiceProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that is told of some clips is delivered three times over, in any order, from four threads, until nothing
 * new is told. Whatever the interleaving: one object and one broadcast per clip, one event per status, and a status
 * that was never seen to go back.
 */
@ExtendWith(Seeded.class)
class ClipDisorderTest {
    private static final int CLIPS = 8;
    private static final int ROUNDS_MAX = 10;

    private final TestRoom room = new TestRoom();

    @TempDir
    private Path folder;

    @Test
    void whateverComesTwiceAndOutOfOrderHappensOnce(Seed seed) throws InterruptedException {
        System.out.println("clips in disorder: " + seed);
        var clock = MutableClock.at(Instant.parse("2026-11-20T10:00:00Z"));
        try (var store = TemporaryDynamo.open();
                var voice = new VoiceProcess(store.client(), room, folder, clock, Map.of())) {
            List.of("ada", "bob", "cyd").forEach(player -> voice.connect("c-" + player, player));
            for (int i = 0; i < CLIPS; i++) {
                voice.text(
                        "c-" + (i % 2 == 0 ? "ada" : "bob"),
                        "{\"action\":\"sendaudio\",\"data\":\"AAE=\",\"audioId\":\"a" + i + "\"}");
            }
            var done = new AtomicBoolean();
            var seen = new HashMap<String, Status>();
            var wentBack = new ArrayList<String>();
            var observer = Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    clips(voice).forEach(clip -> observe(seen, wentBack, clip));
                }
            });

            deliverUntilQuiet(voice, new Random(seed.random("order").nextLong()));
            done.set(true);
            observer.join();

            assertThat(wentBack).isEmpty();
            assertThat(clips(voice)).hasSize(CLIPS).extracting(Clip::status).containsOnly(Status.COMPLETED);
            assertThat(voice.bean(Objects.class).list("", null, 100)).hasSize(CLIPS);
            assertThat(voice.waiting()).hasSize(3 * CLIPS);
            assertThat(room.heard("c-cyd", "audio")).hasSize(CLIPS).doesNotHaveDuplicates();
            assertThat(room.heard("c-ada", "audio")).hasSize(CLIPS / 2);
        }
    }

    private static void deliverUntilQuiet(VoiceProcess voice, Random random) {
        var told = voice.waiting();
        for (int round = 0; round < ROUNDS_MAX; round++) {
            var deliveries = new ArrayList<EventEnvelope>();
            for (int i = 0; i < 3; i++) {
                deliveries.addAll(told);
            }
            Collections.shuffle(deliveries, random);
            Concurrently.on(4, deliveries, event -> {
                        voice.bean(Listeners.class).deliver(event);
                        return event.id();
                    })
                    .values();
            var more = voice.waiting();
            if (more.size() == told.size()) {
                return;
            }
            told = more;
        }
        throw new AssertionError("more is told in every round");
    }

    private static List<Clip> clips(VoiceProcess voice) {
        var rows = voice.bean(Dynamo.class).items(Clip.class);
        var clips = new ArrayList<>(rows.query("plr_ada").list());
        clips.addAll(rows.query("plr_bob").list());
        return clips;
    }

    private static void observe(Map<String, Status> seen, List<String> wentBack, Clip clip) {
        var before = seen.put(clip.audioId(), clip.status());
        if (before != null && clip.status().compareTo(before) < 0) {
            wentBack.add(clip.audioId() + " from " + before + " to " + clip.status());
        }
    }
}
