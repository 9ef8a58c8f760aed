package com.necpgame.harness.voice;

import com.necpgame.harness.wire.Request;
import java.util.List;

/** The door of a server that does nothing but relay: room and role stand in the address. */
public final class RelayDoor implements Door {
    public static final String PATH = "/relay";

    @Override
    public Entry entry(int room, boolean speaks) {
        var upgrade =
                Request.get(PATH).query("room", Integer.toString(room)).query("role", speaks ? "speaker" : "listener");
        return new Entry(upgrade, "", List.of());
    }
}
