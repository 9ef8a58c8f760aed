package com.necpgame.voice.recording;

import com.necpgame.voice.live.Cast;

/** Where live talk leaves what may be recorded. */
public interface Tape {
    /**
     * Takes a frame, or counts a gap where there is no room for it. Never waits. The array is shared and does not
     * change; its header is the one that listeners get.
     *
     * @param receivedMicros since the epoch
     */
    void offer(Take take, byte[] frame, long receivedMicros);

    /**
     * One speaker in one room.
     *
     * @param recording the room's policy
     * @param consents the speaker's own
     */
    record Take(String room, String playerId, Cast.Recording recording, boolean consents) {}
}
