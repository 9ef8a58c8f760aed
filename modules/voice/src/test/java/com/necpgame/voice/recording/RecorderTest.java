package com.necpgame.voice.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.runtime.object.ObjectKey;
import com.necpgame.voice.live.Cast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecorderTest {
    private static final String ADA = "plr_ada";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Studio studio;

    @AfterEach
    void close() {
        if (studio != null) {
            studio.close();
        }
    }

    private Studio open(Map<String, Object> settings) {
        studio = new Studio(folder, settings);
        return studio;
    }

    private static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Clock.systemUTC().instant());
    }

    private List<Recording> recordings(String player) {
        return studio.bean(RecordingTable.class)
                .recordings(player, PageOf.first(100))
                .items()
                .reversed();
    }

    private void awaitStored(int segments) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(recordings(ADA)).hasSize(segments);
            assertThat(studio.segments()).isEmpty();
        });
    }

    @Test
    void whatIsSaidIsAnObjectAndARow() {
        open(Map.of("end-after", "1s"));
        studio.rooms().retentions.put("room", Duration.ofDays(7));
        Talk.recorded("room", ADA, 1_700_000_000_000_001L).say(studio.tape(), 10, 109);

        awaitStored(1);

        var row = recordings(ADA).getFirst();
        assertThat(row.timestamp()).isEqualTo("2023-11-14T22:13:20.200001Z");
        assertThat(row.key()).isEqualTo("audio/plr_ada/2023-11-14T22:13:20.200001Z.pcm");
        assertThat(row.seqFrom()).isEqualTo(10);
        assertThat(row.seqTo()).isEqualTo(109);
        assertThat(row.lost()).isZero();
        assertThat(row.bytes()).isEqualTo(100 * Talk.PCM_BYTES);
        assertThat(Duration.between(row.from(), row.to())).isEqualTo(Duration.ofSeconds(2));
        assertThat(row.expiresAt()).isEqualTo(row.to().plus(Duration.ofDays(7)));
        var object = studio.objects().stored(new ObjectKey(row.key()));
        assertThat(IntStream.range(0, 100).map(i -> Talk.seqOf(ADA, object.bytes(), i * Talk.PCM_BYTES)))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(10, 109).boxed().toList());
        assertThat(object.info().contentType()).isEqualTo("audio/pcm");
        assertThat(object.info().metadata())
                .containsEntry("author", ADA)
                .containsEntry("timestamp", row.timestamp())
                .containsEntry("codec", "pcm16")
                .containsEntry("rate", "16000")
                .containsEntry("room", "room")
                .containsEntry("seq-from", "10")
                .containsEntry("seq-to", "109")
                .containsEntry("consent", "given")
                .containsKey("sha256");
    }

    @ParameterizedTest
    @CsvSource({"OFF, true", "OFF, false", "ON, false", "ON_REPORT, false", "ON_REPORT, true"})
    void withoutPolicyOrConsentNotAByteIsOnTheDisk(Cast.Recording policy, boolean consents) {
        open(Map.of("end-after", "1s"));
        new Talk("room", ADA, policy, consents, now()).say(studio.tape(), 1, 100);
        Talk.recorded("room", "plr_marker", now()).say(studio.tape(), 1, 1);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(recordings("plr_marker")).hasSize(1));

        assertThat(studio.wal().resolve(ADA)).doesNotExist();
        assertThat(studio.objects().keys()).noneMatch(key -> key.value().contains(ADA));
        assertThat(recordings(ADA)).isEmpty();
        assertThat(studio.bean(Rings.class).last(new Speaker("room", ADA)))
                .hasSize(policy == Cast.Recording.ON_REPORT && consents ? 100 : 0);
    }

    @Test
    void talkWithoutAPauseIsCutAtTheLimit() {
        open(Map.of("end-after", "1s"));
        Talk.recorded("room", ADA, now()).say(studio.tape(), 0, 749);

        awaitStored(2);

        assertThat(recordings(ADA)).extracting(Recording::seqTo).containsExactly(499L, 749L);
    }

    @Test
    void talkIsCutAtTheFirstPauseAfterFiveSecondsAndAtEveryLongOne() {
        open(Map.of("end-after", "1s"));
        var talk = Talk.recorded("room", ADA, now());
        talk.say(studio.tape(), 0, 99);
        talk.say(studio.tape(), 110, 259);
        talk.say(studio.tape(), 265, 299);
        talk.say(studio.tape(), 360, 369);

        awaitStored(3);

        assertThat(recordings(ADA)).extracting(Recording::seqFrom).containsExactly(0L, 265L, 360L);
        assertThat(recordings(ADA))
                .extracting(row -> Duration.between(row.from(), row.to()).toMillis())
                .as("pauses of up to a second are filled")
                .containsExactly(5200L, 700L, 200L);
    }

    @Test
    void onePlayerInTwoRoomsHasTwoRecordings() {
        open(Map.of("end-after", "1s"));
        var start = now();
        Talk.recorded("one", ADA, start).say(studio.tape(), 0, 9);
        Talk.recorded("two", ADA, start).say(studio.tape(), 0, 9);

        awaitStored(2);

        assertThat(recordings(ADA)).extracting(Recording::room).containsExactlyInAnyOrder("one", "two");
        assertThat(studio.objects().keys()).hasSize(2);
    }

    @Test
    void aClipOfTheSameMicrosecondIsNotOverwritten() {
        open(Map.of("end-after", "1s"));
        var clip = new ObjectKey("audio/plr_ada/2023-11-14T22:13:20.000000Z.pcm");
        studio.objects()
                .put(
                        clip,
                        new byte[] {1, 2},
                        new com.necpgame.platform.runtime.object.Objects.ObjectInfo(
                                "audio/pcm", Map.of("author", ADA)));
        Talk.recorded("room", ADA, 1_700_000_000_000_000L).say(studio.tape(), 0, 9);

        awaitStored(1);

        assertThat(studio.objects().stored(clip).bytes()).containsExactly(1, 2);
        assertThat(recordings(ADA).getFirst().timestamp()).endsWith(":20.000001Z");
    }

    @Test
    void whoAskedIsToldWhatIsKept() {
        open(Map.of());
        var ada = studio.enter("room", ADA, Cast.Recording.ON);
        var bob = studio.enter("room", "plr_bob", Cast.Recording.ON);
        Talk.recorded("room", ADA, now()).say(studio.tape(), 5, 14);
        Talk.recorded("room", ADA, now()).say(studio.tape(), 20, 20);

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(studio.ears().of(ada, "recorded"))
                                .containsExactly(
                                        "{\"action\":\"recorded\",\"data\":{\"room\":\"room\",\"seqFrom\":5,\"seqTo\":14,\"status\":\"PROCESSING\"}}",
                                        "{\"action\":\"recorded\",\"data\":{\"room\":\"room\",\"seqFrom\":20,\"seqTo\":20,\"status\":\"PROCESSING\"}}"));
        assertThat(studio.ears().of(bob, "recorded")).isEmpty();
    }

    @Test
    void aStoreThatIsDownDelaysAndLosesNothing() {
        open(Map.of("end-after", "1s"));
        studio.objects().down.set(7);
        studio.objects().repliesLost.set(2);
        Talk.recorded("room", ADA, now()).say(studio.tape(), 0, 749);

        awaitStored(2);

        assertThat(studio.objects().keys()).hasSize(2);
        assertThat(studio.measured("upload.failures", "")).isGreaterThanOrEqualTo(9);
        assertThat(studio.measured("wal.bytes", "")).isZero();
    }

    @Test
    void whatIsNotStoredAtTheEndIsStoredAfterTheNextStart() {
        open(Map.of());
        studio.objects().down.set(Integer.MAX_VALUE);
        Talk.recorded("room", ADA, now()).say(studio.tape(), 0, 749);
        await().atMost(SOON).until(() -> studio.measured("upload.failures", "") > 0);
        studio.close();
        assertThat(studio.segments())
                .hasSize(2)
                .allMatch(file -> file.toString().endsWith(".ready"));

        open(Map.of());

        awaitStored(2);
        assertThat(studio.measured("segments", "recovered")).isEqualTo(2);
    }

    @Test
    void whereTheDiskIsFullTalkGoesOnAndTheGapIsCountedAndTold() {
        open(Map.of("wal-bytes-max", 393_216, "end-after", "1s"));
        var ada = studio.enter("room", ADA, Cast.Recording.ON);
        var bob = studio.enter("room", "plr_bob", Cast.Recording.ON);
        studio.objects().down.set(Integer.MAX_VALUE);
        Talk.recorded("room", ADA, now()).say(studio.tape(), 0, 699);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(studio.measured("gaps", "disk")).isGreaterThan(50);
            assertThat(studio.ears().of(bob, "recording"))
                    .containsExactly(
                            "{\"action\":\"recording\",\"data\":{\"room\":\"room\",\"on\":true,\"gap\":true}}");
            assertThat(studio.ears().of(ada, "recording")).hasSize(1);
        });
        var lost = (long) studio.measured("gaps", "disk");
        studio.objects().down.set(0);
        await().atMost(SOON).until(() -> studio.measured("wal.bytes", "") == 0);
        sayUntilRecorded(700);

        assertThat(recordings(ADA).stream().mapToLong(Recording::lost).sum()).isGreaterThanOrEqualTo(lost);
        assertThat(recordings(ADA).stream()
                        .mapToLong(row -> row.seqTo() - row.seqFrom() + 1)
                        .sum())
                .as("each frame is in a recording or counted as lost")
                .isEqualTo(701 - lost);
    }

    /** Recording rests a little after the disk has failed. */
    private void sayUntilRecorded(int seq) {
        var opened = studio.measured("segments", "opened");
        await().pollInterval(Duration.ofMillis(100)).atMost(SOON).until(() -> {
            var recording = studio.measured("segments", "opened") > opened;
            if (!recording) {
                Talk.recorded("room", ADA, now()).say(studio.tape(), seq);
            }
            return recording;
        });
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(recordings(ADA)).isNotEmpty();
            assertThat(recordings(ADA).getLast().seqTo()).isEqualTo(seq);
        });
    }

    @Test
    void aFolderThatCannotBeWrittenIsAGapUntilItCan() throws IOException {
        Files.writeString(folder.resolve("wal"), "in the way");
        open(Map.of("end-after", "1s"));
        Talk.recorded("room", ADA, now()).say(studio.tape(), 0, 9);
        await().atMost(SOON).until(() -> studio.measured("gaps", "disk") == 10);
        Files.delete(folder.resolve("wal"));

        sayUntilRecorded(20);

        assertThat(recordings(ADA).getFirst().lost()).isGreaterThanOrEqualTo(10);
    }

    @Test
    void aFullQueueIsAGap() {
        open(Map.of("queue-frames-max", 64, "end-after", "1s"));
        Talk.recorded("room", ADA, now()).say(studio.tape(), 0, 9999);
        await().atMost(SOON).until(() -> studio.measured("gaps", "queue") > 0);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(recordings(ADA)).isNotEmpty();
            assertThat(studio.segments()).isEmpty();
        });

        assertThat(studio.measured("queue", "")).isZero();
        assertThat(recordings(ADA).stream().mapToLong(Recording::lost).sum()).isPositive();
    }

    /** Whatever a file's bytes: the others are stored. */
    @Test
    void aFileOfNonsenseIsNoReasonToLoseOthers() throws IOException {
        var wal = folder.resolve("wal").resolve(ADA);
        Files.createDirectories(wal);
        Files.write(wal.resolve("1.open"), new byte[] {1, 2, 3});
        Files.write(wal.resolve("2.ready"), new byte[0]);
        var left = SegmentFile.create(wal.resolve("3.open"), new Speaker("room", ADA), 3);
        left.append(new TapedFrame(3, Talk.pcm(ADA, 1, 0)));
        left.force();

        open(Map.of());

        awaitStored(1);
        assertThat(recordings(ADA).getFirst().timestamp()).isEqualTo("1970-01-01T00:00:00.000003Z");
    }
}
