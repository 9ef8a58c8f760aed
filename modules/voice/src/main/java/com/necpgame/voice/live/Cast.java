package com.necpgame.voice.live;

import java.util.List;
import java.util.Set;

/**
 * A room as live talk sees it, at one version.
 *
 * @param alias names the room in binary frames, 1 to 65,534, the same for everyone in this process
 * @param version of the room; rises with each change
 * @param recording whether live talk is recorded
 * @param earshot how far voices carry; only proximity rooms ask for it
 */
public record Cast(
        String room, int alias, long version, RoomType type, Recording recording, List<Seat> seats, Earshot earshot) {
    public Cast {
        seats = List.copyOf(seats);
    }

    /** With the usual earshot. */
    public Cast(String room, int alias, long version, RoomType type, Recording recording, List<Seat> seats) {
        this(room, alias, version, type, recording, seats, Earshot.USUAL);
    }

    /**
     * How far voices carry in a proximity room.
     *
     * @param audibleWithin in units of the game
     * @param hysteresis by which part of that further away who is heard already is still heard, 0 to 1
     */
    public record Earshot(double audibleWithin, double hysteresis) {
        public static final Earshot USUAL = new Earshot(30, 0.1);

        public Earshot {
            if (!(audibleWithin > 0) || !Double.isFinite(audibleWithin)) {
                throw new IllegalArgumentException("audibleWithin must be above 0");
            }
            if (!(hysteresis >= 0 && hysteresis <= 1)) {
                throw new IllegalArgumentException("hysteresis must be 0 to 1");
            }
        }

        /** Beyond this nobody is heard, in units of the game. */
        double end() {
            return audibleWithin * (1 + hysteresis);
        }
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
     * @param echo tries its microphone: hears itself, and nobody else hears it
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
            Set<String> unheard,
            boolean echo) {
        public Seat {
            unheard = Set.copyOf(unheard);
        }

        /** Without an echo. */
        public Seat(
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
            this(connectionId, playerId, ssrc, binary, opus, mayTalk, priority, deafened, consents, unheard, false);
        }
    }
}
