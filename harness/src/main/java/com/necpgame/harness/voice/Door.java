package com.necpgame.harness.voice;

import com.necpgame.harness.wire.Request;
import java.io.IOException;
import java.util.List;

/** How a client gets into a room of a server. */
public interface Door {
    /** @throws IOException if the server does not let it in */
    Entry entry(int room, boolean speaks) throws IOException;

    /**
     * What one client says.
     *
     * @param upgrade the request of the handshake, without what every handshake has
     * @param token for its {@code Authorization}; empty for none
     * @param steps what to send after it, one after the other
     */
    record Entry(Request upgrade, String token, List<Step> steps) {
        public Entry {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A text, and the action of its answer.
     *
     * @param text what is sent
     * @param answer the next step comes when a text with this action is here
     */
    record Step(String text, String answer) {}
}
