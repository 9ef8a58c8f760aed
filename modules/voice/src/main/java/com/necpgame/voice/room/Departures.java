package com.necpgame.voice.room;

import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.runtime.recurring.Recurring;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;

/** Connections that were lost and not resumed leave their rooms; those of a process that died count as lost. */
@Singleton
final class Departures implements Recurring {
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final int PAGE = 1000;

    private final RoomTable table;
    private final Attendance attendance;
    private final Headsets headsets;
    private final VoiceNode node;
    private final RoomConfig config;
    private final Clock clock;

    Departures(
            RoomTable table, Attendance attendance, Headsets headsets, VoiceNode node, RoomConfig config, Clock clock) {
        this.table = table;
        this.attendance = attendance;
        this.headsets = headsets;
        this.node = node;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return PERIOD;
    }

    @Override
    public void run() {
        var dead = new HashMap<String, Boolean>();
        for (var shard : RoomTable.shards()) {
            var page = table.attendees(shard, PageOf.first(PAGE));
            page.items().forEach(each -> look(each, dead));
            while (page.next() != null) {
                page = table.attendees(shard, new PageOf(PAGE, page.next()));
                page.items().forEach(each -> look(each, dead));
            }
        }
    }

    private void look(Attendee seen, HashMap<String, Boolean> dead) {
        if (seen.isOver(config.absence(), clock.instant())) {
            attendance.inTurn(seen.connectionId(), attendee -> {
                if (attendee.isOver(config.absence(), clock.instant())) {
                    attendance.end(attendee);
                }
            });
        } else if (!seen.isLost() && isGone(seen, dead)) {
            attendance.inTurn(seen.connectionId(), attendee -> {
                if (!attendee.isLost() && isGone(attendee, dead)) {
                    attendance.lose(attendee);
                }
            });
        }
    }

    private boolean isGone(Attendee attendee, HashMap<String, Boolean> dead) {
        return node.is(attendee.node())
                ? headsets.find(attendee.connectionId()) == null
                : dead.computeIfAbsent(attendee.node(), node::isDead);
    }
}
