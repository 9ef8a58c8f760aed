package com.necpgame.voice.room;

import com.necpgame.voice.live.Cast.Earshot;
import com.necpgame.voice.live.Cast.Recording;
import com.necpgame.voice.live.Cast.RoomType;
import io.micronaut.core.annotation.Introspected;

/**
 * What was settled of a room when it was made.
 *
 * @param retentionDays how long its recordings are kept
 * @param membersMax how many connections it takes
 * @param audibleWithin how far voices carry in a proximity room, in units of the game
 * @param hysteresis by which part of that further away who is heard already is still heard
 */
@Introspected
record RoomPolicy(
        RoomType type,
        Join join,
        Recording recording,
        int retentionDays,
        int membersMax,
        double audibleWithin,
        double hysteresis) {
    static final int RETENTION_DAYS_DEFAULT = 30;

    /** Who may come in. */
    enum Join {
        OPEN,
        TOKEN
    }

    static RoomPolicy ofLobby(int membersMax) {
        return new RoomPolicy(
                RoomType.LOBBY,
                Join.OPEN,
                Recording.OFF,
                RETENTION_DAYS_DEFAULT,
                membersMax,
                Earshot.USUAL.audibleWithin(),
                Earshot.USUAL.hysteresis());
    }

    Earshot earshot() {
        return new Earshot(audibleWithin, hysteresis);
    }
}
