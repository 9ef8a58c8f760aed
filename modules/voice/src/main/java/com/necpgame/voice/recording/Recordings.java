package com.necpgame.voice.recording;

import static com.necpgame.voice.VoiceProblem.RECORDING_NOT_FOUND;
import static com.necpgame.voice.VoiceProblem.STORAGE;

import com.necpgame.platform.runtime.object.ObjectKey;
import com.necpgame.platform.runtime.object.Objects;
import com.necpgame.platform.runtime.object.Objects.ObjectInfo;
import com.necpgame.platform.runtime.object.ObjectsUnavailable;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is recorded, for good: an object and a row for each segment. */
@Singleton
final class Recordings {
    /** Clips of the same author are named by the microsecond too; more of them in a row are no chance. */
    private static final int NAMES_MAX = 1000;

    private static final String CONTENT_TYPE = "audio/pcm";
    private static final String SHA256 = "sha256";

    private final Objects objects;
    private final RecordingTable table;
    private final RecordedRooms rooms;
    private final RecordingConfig config;

    Recordings(Objects objects, RecordingTable table, RecordedRooms rooms, RecordingConfig config) {
        this.objects = objects;
        this.table = table;
        this.rooms = rooms;
        this.config = config;
    }

    /** The folder of a player's audio, clips included. */
    static String folder(String author) {
        return "audio/" + author + "/";
    }

    /** Stores a segment; one that is stored already, by a process that died before it could say so, stays as it is. */
    Recording keep(Segment segment, Sound sound) {
        var metadata = metadata(segment, sound);
        for (int later = 0; later < NAMES_MAX; later++) {
            var micros = segment.startMicros() + later;
            var key = new ObjectKey(folder(segment.speaker().playerId()) + Recording.timestamp(micros) + ".pcm");
            var there = existing(key);
            if (there == null) {
                metadata.put("timestamp", Recording.timestamp(micros));
                objects.put(key, sound.pcm(), new ObjectInfo(CONTENT_TYPE, metadata));
            } else if (!same(there, metadata)) {
                continue;
            }
            var recording = row(segment, sound, micros, key);
            table.put(recording);
            return recording;
        }
        throw new IllegalStateException("No name is free for a recording that begins at " + segment.startMicros());
    }

    private @Nullable ObjectInfo existing(ObjectKey key) {
        // Of the two ways to ask this one does not bring the bytes where there are none, which is nearly always.
        var listed = objects.list(key.value(), null, 1);
        if (listed.isEmpty() || !listed.getFirst().key().equals(key)) {
            return null;
        }
        var stored = objects.get(key);
        return stored == null ? null : stored.info();
    }

    private static boolean same(ObjectInfo there, Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("timestamp"))
                .allMatch(entry -> entry.getValue().equals(there.metadata().get(entry.getKey())));
    }

    private static TreeMap<String, String> metadata(Segment segment, Sound sound) {
        return new TreeMap<>(Map.of(
                "author",
                segment.speaker().playerId(),
                "codec",
                sound.codec(),
                "rate",
                Integer.toString(Sound.SAMPLES_PER_SECOND),
                "room",
                URLEncoder.encode(segment.speaker().room(), StandardCharsets.UTF_8),
                "seq-from",
                Long.toString(segment.seqFrom()),
                "seq-to",
                Long.toString(segment.seqTo()),
                "lost",
                Long.toString(segment.lost()),
                "consent",
                "given",
                SHA256,
                sha256(sound.pcm())));
    }

    private Recording row(Segment segment, Sound sound, long micros, ObjectKey key) {
        var author = segment.speaker().playerId();
        var from = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        var to = from.plusMillis(sound.millis());
        return new Recording(
                author,
                Recording.timestamp(micros),
                segment.speaker().room(),
                key.value(),
                sound.codec(),
                from,
                to,
                sound.pcm().length,
                segment.seqFrom(),
                segment.seqTo(),
                segment.lost(),
                to.plus(retention(segment.speaker().room())),
                Recording.shard(author));
    }

    private Duration retention(String room) {
        var own = rooms.retention(room);
        return own == null ? config.retention() : own;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    Recording get(String author, String timestamp) {
        var found = table.recording(author, timestamp);
        if (found == null) {
            throw RECORDING_NOT_FOUND.refuse();
        }
        return found;
    }

    /** The samples of an object of ours. */
    byte[] pcm(String key) {
        var stored = reach(() -> objects.get(new ObjectKey(key)));
        if (stored == null) {
            throw RECORDING_NOT_FOUND.refuse("its audio is gone");
        }
        return stored.bytes();
    }

    /** The object first: a row without an object can be deleted again, an object without a row is never found. */
    void delete(Recording recording) {
        reach(() -> {
            objects.delete(new ObjectKey(recording.key()));
            return null;
        });
        table.delete(recording);
    }

    /** What an object store that does not answer is to those who ask. */
    static <T extends @Nullable Object> T reach(Supplier<T> call) {
        try {
            return call.get();
        } catch (ObjectsUnavailable e) {
            throw STORAGE.refuse("the object store does not answer; ask again");
        }
    }
}
