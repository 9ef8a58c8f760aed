package com.necpgame.platform.embedded.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.necpgame.platform.embedded.storage.StorageOptions.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the storage's tests say often. */
final class Storages {
    static final long MIB = 1 << 20;

    private Storages() {}

    static StorageOptions at(Path folder) {
        return new StorageOptions(folder, Durability.FSYNCED, 16 * MIB, 16 * MIB, 0);
    }

    static StorageOptions relaxedAt(Path folder) {
        return new StorageOptions(folder, Durability.RELAXED, 16 * MIB, 16 * MIB, 0);
    }

    static byte[] b(String text) {
        return text.getBytes(UTF_8);
    }

    static @Nullable String s(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }

    static Batch put(String key, String value) {
        Batch batch = new Batch();
        batch.put(b(key), b(value));
        batch.touches(b(key));
        return batch;
    }

    static void write(Storage storage, String key, String value) {
        storage.awaitDurable(storage.apply(put(key, value)));
    }

    static @Nullable String read(Storage storage, String key) {
        return s(storage.get(b(key)));
    }

    /** {@code key=value} of each entry, in the order of the cursor. */
    static List<String> entries(Storage.Cursor cursor) {
        List<String> found = new ArrayList<>();
        try (cursor) {
            while (cursor.next()) {
                found.add(s(cursor.key()) + "=" + s(cursor.value()));
            }
        }
        return found;
    }
}
