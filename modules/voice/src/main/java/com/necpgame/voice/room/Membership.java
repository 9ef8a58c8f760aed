package com.necpgame.voice.room;

import java.util.List;

/** Who is where and hears whom, read from rows, in whichever process this runs. */
public interface Membership {
    /** The room without a name: where every connection is that has joined no other. */
    String LOBBY = "lobby";

    /** @throws com.necpgame.platform.runtime.problem.Refusal unless the connection is in the room and may talk there */
    void requireTalk(String connectionId, String room);

    /** The room that is meant where a message names none: the only one that the connection is in; of several, the lobby. */
    String roomMeant(String connectionId);

    /**
     * The connections in the room that hear what this connection says: without itself, unless it tries its microphone,
     * for then it alone hears it.
     */
    List<String> hearers(String room, String connectionId);

    /** The connection is gone, as a failed send has shown: it leaves its rooms and its row, and cannot be resumed. */
    void gone(String connectionId);
}
