package com.necpgame.voice.room;

import com.necpgame.voice.live.Cast.Seat;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What an open connection takes and wants: its settings, and its push-to-talk, which no row knows. */
final class Headset {
    private final String connectionId;
    private final String playerId;
    private final Set<String> rooms = ConcurrentHashMap.newKeySet();
    private volatile int ssrc;
    private volatile Settings settings = new Settings(false, false, false);
    private volatile Ptt ptt = new Ptt(false, false);
    private volatile Instant statsAt = Instant.EPOCH;

    Headset(String connectionId, String playerId, int ssrc) {
        this.connectionId = connectionId;
        this.playerId = playerId;
        this.ssrc = ssrc;
    }

    /** As far as a row tells: frames are for connections of this process, and so are the settings of talk. */
    static Headset of(Attendee attendee) {
        var headset = new Headset(attendee.connectionId(), attendee.playerId(), attendee.ssrc());
        headset.set(new Settings(attendee.greeted(), false, false));
        return headset;
    }

    /**
     * @param greeted has said hello: it knows more of the wire than the two messages of the source, and is told more
     * @param binary takes binary frames
     * @param opus can play Opus
     */
    record Settings(boolean greeted, boolean binary, boolean opus) {}

    /** Push-to-talk: while it is enabled and not pressed, nothing is heard. */
    record Ptt(boolean enabled, boolean pressed) {
        boolean mayTalk() {
            return !enabled || pressed;
        }
    }

    String connectionId() {
        return connectionId;
    }

    String playerId() {
        return playerId;
    }

    int ssrc() {
        return ssrc;
    }

    void rename(int number) {
        ssrc = number;
    }

    Settings settings() {
        return settings;
    }

    void set(Settings wanted) {
        settings = wanted;
    }

    boolean isGreeted() {
        return settings.greeted();
    }

    void set(Ptt wanted) {
        ptt = wanted;
    }

    /** The rooms that it is seated in; follows the rooms' changes. */
    Set<String> rooms() {
        return rooms;
    }

    /** @return false if it told how it hears too short a time ago */
    synchronized boolean tellsAt(Instant now, Duration every) {
        if (now.isBefore(statsAt.plus(every))) {
            return false;
        }
        statsAt = now;
        return true;
    }

    Seat seat(Member member, Set<String> unheard) {
        return new Seat(
                connectionId,
                playerId,
                member.ssrc(),
                settings.binary(),
                settings.opus(),
                member.mayTalk() && ptt.mayTalk(),
                member.role() == Role.PRIORITY,
                member.deafened(),
                member.consents(),
                unheard,
                member.echo());
    }
}
