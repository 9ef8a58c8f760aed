package com.necpgame.voice.room;

import static com.necpgame.voice.VoiceProblem.ROOM_NOT_FOUND;

import com.necpgame.platform.data.ItemPage;
import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.recurring.Recurring;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Rooms that nobody has been in for long are deleted, and deletions that were broken off are finished. */
@Singleton
final class EmptyRooms implements Recurring {
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int PAGE = 100;

    private final RoomTable table;
    private final Rooms rooms;
    private final RoomConfig config;
    private final Clock clock;

    EmptyRooms(RoomTable table, Rooms rooms, RoomConfig config, Clock clock) {
        this.table = table;
        this.rooms = rooms;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return PERIOD;
    }

    @Override
    public void run() {
        var page = table.listed(PageOf.first(PAGE));
        look(page);
        while (page.next() != null) {
            page = table.listed(new PageOf(PAGE, page.next()));
            look(page);
        }
    }

    private void look(ItemPage<Listed> page) {
        for (var room : table.rooms(page.items().stream().map(Listed::id).toList())) {
            if (room.closing()) {
                rooms.finish(room.id());
            } else if (isDue(room)) {
                expire(room);
            }
        }
    }

    private void expire(Room room) {
        try {
            rooms.expire(room.id(), this::isDue);
        } catch (Refusal e) {
            if (e.problem() != ROOM_NOT_FOUND) {
                throw e;
            }
        }
    }

    private boolean isDue(Room room) {
        return !room.id().equals(Membership.LOBBY)
                && room.emptySince() != null
                && !clock.instant().isBefore(room.emptySince().plus(config.emptyKept()));
    }
}
