package com.necpgame.voice.room;

import static com.necpgame.voice.VoiceProblem.NOT_A_MEMBER;

import jakarta.inject.Singleton;

/** Whether players let themselves be recorded in a room. It holds until they say otherwise, also when they come again. */
@Singleton
final class Consents {
    private final RoomTable table;
    private final Rosters rosters;

    Consents(RoomTable table, Rosters rosters) {
        this.table = table;
        this.rosters = rosters;
    }

    /** On all connections of the player. */
    void set(String connectionId, String room, boolean on) {
        rosters.change(room, draft -> {
            var own = draft.seen().member(connectionId);
            if (own == null) {
                throw NOT_A_MEMBER.refuse();
            }
            var after = table.standing(room, own.playerId()).consenting(on);
            if (own.consents() != on) {
                draft.write(table.put(after));
                draft.seen().of(own.playerId()).forEach(each -> draft.alter(each.with(after)));
            }
            return on;
        });
    }
}
