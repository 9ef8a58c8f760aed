package com.necpgame.voice.recording;

import static java.util.Objects.requireNonNull;

import com.necpgame.platform.runtime.store.StoreConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The folder of the segments that are not in the object store yet: one folder per player, one file per segment. */
@Singleton
final class Wal {
    private static final String FOLDER = "voice-wal";

    /** What cannot be read is put aside under this name, for an operator. */
    private static final String BAD = ".bad";

    private final Path root;
    private final long bytesMax;
    private final AtomicLong bytes = new AtomicLong();

    Wal(RecordingConfig config, StoreConfig store, MeterRegistry meters) {
        this.root = config.path() == null ? Path.of(store.path(), FOLDER) : Path.of(config.path());
        this.bytesMax = config.walBytesMax();
        Gauge.builder("necpgame.voice.recording.wal.bytes", bytes, AtomicLong::doubleValue)
                .baseUnit("bytes")
                .description("What is recorded and not in the object store yet")
                .register(meters);
    }

    /** @throws IOException where the disk, or the share of it that recordings may take, is full */
    SegmentFile create(Speaker speaker, long startMicros) throws IOException {
        requireRoom();
        var file = SegmentFile.create(
                folder(speaker.playerId()).resolve(startMicros + SegmentFile.OPEN), speaker, startMicros);
        bytes.addAndGet(file.bytes());
        return file;
    }

    /** @throws IOException where the share of the disk that recordings may take is full */
    void append(SegmentFile file, TapedFrame frame) throws IOException {
        requireRoom();
        var before = file.bytes();
        file.append(frame);
        bytes.addAndGet(file.bytes() - before);
    }

    /** So many frames are missing in the segment. */
    void gap(SegmentFile file, int frames) throws IOException {
        var before = file.bytes();
        file.gap(frames);
        bytes.addAndGet(file.bytes() - before);
    }

    private void requireRoom() throws IOException {
        if (bytes.get() >= bytesMax) {
            throw new IOException("Recordings take " + bytesMax + " bytes, which is all that they may");
        }
    }

    /** Ends what processes before this one left open, and counts what there is. */
    List<Path> recover() throws IOException {
        for (var open : files(root, SegmentFile.OPEN)) {
            SegmentFile.ready(open);
        }
        var ready = files(root, SegmentFile.READY);
        for (var file : ready) {
            bytes.addAndGet(Files.size(file));
        }
        return ready;
    }

    /** The finished segments of a player. */
    List<Path> ready(String playerId) throws IOException {
        return files(folder(playerId), SegmentFile.READY);
    }

    void delete(Path file) throws IOException {
        var size = Files.size(file);
        Files.delete(file);
        bytes.addAndGet(-size);
    }

    void discard(SegmentFile file) throws IOException {
        file.discard();
        bytes.addAndGet(-file.bytes());
    }

    void putAside(Path file) throws IOException {
        Files.move(file, file.resolveSibling(file.getFileName() + BAD));
    }

    /** Player ids are plain names of files: {@link com.necpgame.contracts.PlayerId}. */
    private Path folder(String playerId) {
        return root.resolve(playerId);
    }

    /** Whose segment it is. */
    static String player(Path file) {
        return requireNonNull(file.getParent()).getFileName().toString();
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
