package com.necpgame.harness.voice;

import com.necpgame.harness.wire.Request;
import java.util.List;

/** Where a {@link BareServer} sends as fast as it is heard. */
public final class BlastDoor implements Door {
    @Override
    public Entry entry(int room, boolean speaks) {
        return new Entry(Request.get(BareServer.BLAST), "", List.of());
    }
}
