package com.necpgame.voice.live;

import java.util.List;
import java.util.Set;

/**
 * A room as live talk sees it, at one version.
 *
 * @param alias names the room in binary frames, 1 to 65,534, the same for everyone in this process
 * @param version of the room; rises with each change
 * @param recording whether live talk is recorded
 */
public record Cast(String room, int alias, long version, RoomType type, Recording recording, List<Seat> seats) {
    public Cast {
        seats = List.copyOf(seats);
    }

    /** What kind of room. */
    public enum RoomType {
        LOBBY,
        PARTY,
        TEAM,
        SESSION,
        WHISPER,
        BROADCAST,
        PROXIMITY
    }

    /** Whether live talk is kept: never, the last 30 s in memory for a report, or all of those who consent. */
    public enum Recording {
        OFF,
        ON_REPORT,
        ON
    }

    /**
     * One connection in the room.
     *
     * @param ssrc names the speaker in binary frames, the same for everyone in this process
     * @param binary whether it takes binary frames; else JSON
     * @param opus whether it can play Opus; else PCM16 alone
     * @param mayTalk false for listeners, for who is muted for all, by themselves or by a moderator, and for who has
     *     push-to-talk released
     * @param priority always holds a speaker's slot
     * @param deafened hears nobody
     * @param consents to being recorded
     * @param unheard the players whom this one does not hear: blocked in either direction, or muted for themselves
     */
    public record Seat(
            String connectionId,
            String playerId,
            int ssrc,
            boolean binary,
            boolean opus,
            boolean mayTalk,
            boolean priority,
            boolean deafened,
            boolean consents,
            Set<String> unheard) {
        public Seat {
            unheard = Set.copyOf(unheard);
        }
    }
}
