package com.necpgame.harness.voice;

import com.necpgame.harness.wire.Request;
import java.util.List;

/** Where a {@link BareServer} sends as fast as it is heard, once all are there. */
public final class BlastDoor implements Door {
    private final int listeners;

    /** @param listeners how many the server waits for */
    public BlastDoor(int listeners) {
        this.listeners = listeners;
    }

    @Override
    public Entry entry(int room, boolean speaks) {
        return new Entry(Request.get(BareServer.BLAST + "?listeners=" + listeners), "", List.of());
    }
}
