package com.necpgame.platform.runtime.object;

import com.necpgame.platform.runtime.object.Objects.ObjectInfo;
import com.necpgame.platform.runtime.object.Objects.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * An object as one file, so that its bytes and what is said of them appear together. Big endian:
 *
 * <pre>
 *  offset    size  field
 *       0       8  "NECPOBJ1"
 *       8       8  when it was put, milliseconds since 1970
 *      16       4  bytes of the head
 *      20       8  bytes of the object
 *      28       4  CRC-32C of the two
 *      32          the head: the content type, the number of metadata, then name and value of each, in modified UTF-8
 *                  with two bytes of length before each text
 *                  the object
 * </pre>
 */
record StoredFile(Instant putAt, StoredObject object) {
    static final int PROLOGUE_BYTES = 32;
    private static final long MAGIC = 0x4E4543504F424A31L;

    /** What the prologue says. */
    record Prologue(Instant putAt, int headBytes, long objectBytes, int crc) {
        /** @throws IOException if these are not the first bytes of such a file */
        static Prologue read(ByteBuffer from) throws IOException {
            if (from.remaining() < PROLOGUE_BYTES || from.getLong() != MAGIC) {
                throw new IOException("not a stored object");
            }
            var prologue =
                    new Prologue(Instant.ofEpochMilli(from.getLong()), from.getInt(), from.getLong(), from.getInt());
            if (prologue.headBytes < 0 || prologue.objectBytes < 0 || prologue.objectBytes > Objects.BYTES_MAX) {
                throw new IOException("not a stored object");
            }
            return prologue;
        }
    }

    ByteBuffer[] write() {
        var head = head(object.info());
        var prologue = ByteBuffer.allocate(PROLOGUE_BYTES)
                .putLong(MAGIC)
                .putLong(putAt.toEpochMilli())
                .putInt(head.length)
                .putLong(object.bytes().length)
                .putInt(crc(head, object.bytes()))
                .flip();
        return new ByteBuffer[] {prologue, ByteBuffer.wrap(head), ByteBuffer.wrap(object.bytes())};
    }

    /** @throws IOException if the file is damaged */
    static StoredFile read(byte[] file) throws IOException {
        var from = ByteBuffer.wrap(file);
        var prologue = Prologue.read(from);
        if (from.remaining() != prologue.headBytes + prologue.objectBytes) {
            throw new IOException("the object is cut off");
        }
        var head = new byte[prologue.headBytes];
        var bytes = new byte[(int) prologue.objectBytes];
        from.get(head).get(bytes);
        if (crc(head, bytes) != prologue.crc) {
            throw new IOException("the object is damaged");
        }
        return new StoredFile(prologue.putAt, new StoredObject(bytes, info(head)));
    }

    private static int crc(byte[] head, byte[] bytes) {
        var crc = new CRC32C();
        crc.update(head);
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static byte[] head(ObjectInfo info) {
        var head = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(head)) {
            out.writeUTF(info.contentType());
            out.writeInt(info.metadata().size());
            for (var entry : new TreeMap<>(info.metadata()).entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeUTF(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return head.toByteArray();
    }

    private static ObjectInfo info(byte[] head) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(head))) {
            var contentType = in.readUTF();
            var metadata = new LinkedHashMap<String, String>();
            for (int left = in.readInt(); left > 0; left--) {
                metadata.put(in.readUTF(), in.readUTF());
            }
            return new ObjectInfo(contentType, metadata);
        }
    }
}
