package com.necpgame.voice.recording;

import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.voice.live.Cast;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What recording asks of rooms, whose rows are not its own. */
public interface RecordedRooms {
    /**
     * What the room's policy says of recording.
     *
     * @throws Refusal unless the connection is in the room
     */
    Cast.Recording policy(String connectionId, String room);

    /** How long the room's recordings are kept; null where it does not say, or is gone. */
    @Nullable
    Duration retention(String room);
}
