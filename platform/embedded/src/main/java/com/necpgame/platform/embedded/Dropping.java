package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.storage.Batch;
import com.necpgame.platform.embedded.storage.Storage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Clears away the entries of tables and indexes that were deleted. */
final class Dropping {
    private static final int ENTRIES_AT_ONCE = 1000;

    private final Storage storage;

    Dropping(Storage storage) {
        this.storage = storage;
    }

    void run(BooleanSupplier stopped) {
        for (byte[] note : notes()) {
            int space = ByteBuffer.wrap(note, Integer.BYTES, Integer.BYTES).getInt();
            while (!stopped.getAsBoolean() && clear(space, note)) {
                Thread.onSpinWait();
            }
        }
    }

    private List<byte[]> notes() {
        var notes = new ArrayList<byte[]>();
        Bytes.Range all = Spaces.all(Spaces.DROPPED);
        try (var cursor = storage.range(all.from(), all.to(), false)) {
            while (cursor.next()) {
                notes.add(cursor.key());
            }
        }
        return notes;
    }

    /** @return whether there may be more */
    private boolean clear(int space, byte[] note) {
        var batch = new Batch();
        int cleared = 0;
        Bytes.Range all = Spaces.all(space);
        try (var cursor = storage.range(all.from(), all.to(), false)) {
            while (cleared < ENTRIES_AT_ONCE && cursor.next()) {
                batch.delete(cursor.key());
                cleared++;
            }
        }
        if (cleared == 0) {
            batch.delete(note);
        }
        storage.apply(batch);
        return cleared > 0;
    }
}
