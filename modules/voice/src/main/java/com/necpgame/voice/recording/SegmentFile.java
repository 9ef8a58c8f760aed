package com.necpgame.voice.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A segment that is being written, one record after the other, so that what a crash leaves is whole up to some record.
 *
 * <pre>
 *  record     length u32, CRC32C of the body u32, body; big endian
 *  body       kind u8, then
 *  1 opening  start in microseconds i64, length of the room u16, room, player; the first record, and only that
 *  2 frame    received in microseconds i64, the frame
 *  3 gap      how many frames are missing here u32
 * </pre>
 *
 * <p>One thread appends; any may force or finish.
 */
final class SegmentFile {
    static final String OPEN = ".open";
    static final String READY = ".ready";

    /** Longer than any record that is written: what claims to be longer is none. */
    private static final int BODY_BYTES_MAX = 8192;

    private static final int HEAD_BYTES = 2 * Integer.BYTES;
    private static final byte OPENING = 1;
    private static final byte FRAME = 2;
    private static final byte GAP = 3;

    private final Path path;
    private final FileChannel channel;
    private long bytes;
    private boolean broken;
    private boolean known;

    private SegmentFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Its folder is made where missing. */
    static SegmentFile create(Path path, Speaker speaker, long startMicros) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        var file =
                new SegmentFile(path, FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        try {
            var room = speaker.room().getBytes(StandardCharsets.UTF_8);
            var player = speaker.playerId().getBytes(StandardCharsets.UTF_8);
            file.append(ByteBuffer.allocate(1 + Long.BYTES + Short.BYTES + room.length + player.length)
                    .put(OPENING)
                    .putLong(startMicros)
                    .putShort((short) room.length)
                    .put(room)
                    .put(player));
            return file;
        } catch (IOException e) {
            file.discard();
            throw e;
        }
    }

    /** @throws IOException after which nothing more is appended, and what was before stands */
    void append(TapedFrame frame) throws IOException {
        append(ByteBuffer.allocate(1 + Long.BYTES + frame.bytes().length)
                .put(FRAME)
                .putLong(frame.receivedMicros())
                .put(frame.bytes()));
    }

    /** So many frames are missing here. */
    void gap(int frames) throws IOException {
        append(ByteBuffer.allocate(1 + Integer.BYTES).put(GAP).putInt(frames));
    }

    private void append(ByteBuffer body) throws IOException {
        if (broken) {
            throw new IOException("An earlier append failed");
        }
        var record = ByteBuffer.allocate(HEAD_BYTES + body.position());
        record.putInt(body.position()).putInt(crc(body.array(), 0, body.position()));
        record.put(body.flip()).flip();
        try {
            while (record.hasRemaining()) {
                channel.write(record);
            }
        } catch (IOException e) {
            broken = true;
            throw e;
        }
        bytes += record.capacity();
    }

    long bytes() {
        return bytes;
    }

    Path path() {
        return path;
    }

    /** When this returns, all that was appended before is on the disk. Nothing once it is finished. */
    synchronized void force() throws IOException {
        if (channel.isOpen()) {
            channel.force(false);
            forceName();
        }
    }

    /** A file whose name is not on the disk is not there after a power cut, however well its bytes are. */
    private void forceName() throws IOException {
        if (!known) {
            try (var folder = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
            known = true;
        }
    }

    /** Ends it: on the disk, closed, and under the name that makes it ready to be stored. */
    synchronized Path finish() throws IOException {
        force();
        channel.close();
        return ready(path);
    }

    /** Renames an open segment, whose writer may have died. */
    static Path ready(Path open) throws IOException {
        var name = open.getFileName().toString();
        var ready = open.resolveSibling(name.substring(0, name.length() - OPEN.length()) + READY);
        return Files.move(open, ready, StandardCopyOption.ATOMIC_MOVE);
    }

    /** As if it had never been. */
    synchronized void discard() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }

    /** What is whole in a file, up to the first record that is not; null if that is not even one frame. */
    static @Nullable Segment read(Path path) throws IOException {
        var data = ByteBuffer.wrap(Files.readAllBytes(path));
        var opening = next(data);
        if (opening == null || opening.get() != OPENING) {
            return null;
        }
        var startMicros = opening.getLong();
        var room = text(opening, Short.toUnsignedInt(opening.getShort()));
        var speaker = new Speaker(room, text(opening, opening.remaining()));
        var frames = new ArrayList<TapedFrame>();
        long lost = 0;
        for (var body = next(data); body != null; body = next(data)) {
            switch (body.get()) {
                case FRAME -> frames.add(frame(body));
                case GAP -> lost += Integer.toUnsignedLong(body.getInt());
                default -> throw new IOException("A record of an unknown kind in " + path);
            }
        }
        return frames.isEmpty() ? null : new Segment(speaker, startMicros, frames, lost);
    }

    private static @Nullable ByteBuffer next(ByteBuffer data) {
        if (data.remaining() < HEAD_BYTES) {
            return null;
        }
        var length = data.getInt();
        var crc = data.getInt();
        if (length < 1 || length > BODY_BYTES_MAX || length > data.remaining()) {
            return null;
        }
        var body = data.slice(data.position(), length);
        data.position(data.position() + length);
        return crc(body.array(), body.arrayOffset(), length) == crc ? body : null;
    }

    private static TapedFrame frame(ByteBuffer body) {
        var receivedMicros = body.getLong();
        var bytes = new byte[body.remaining()];
        body.get(bytes);
        return new TapedFrame(receivedMicros, bytes);
    }

    private static String text(ByteBuffer body, int length) {
        var text = new byte[length];
        body.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static int crc(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
