package com.necpgame.voice.recording;

import com.necpgame.platform.runtime.recurring.Recurring;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Deletes recordings and reports whose time is over. */
@Singleton
final class RecordingExpiry implements Recurring {
    private static final int PAGE = 100;

    /** What one run does not get to, the next does. */
    private static final int PAGES_MAX = 100;

    private final Recordings recordings;
    private final Reports reports;
    private final RecordingTable table;
    private final Clock clock;

    RecordingExpiry(Recordings recordings, Reports reports, RecordingTable table, Clock clock) {
        this.recordings = recordings;
        this.reports = reports;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(15);
    }

    @Override
    public void run() {
        for (int shard = 0; shard < Recording.SHARDS; shard++) {
            expire(shard);
        }
        for (int page = 0; page < PAGES_MAX && reports.expire(clock.instant(), PAGE) == PAGE; page++) {}
    }

    private void expire(int shard) {
        for (int page = 0; page < PAGES_MAX; page++) {
            var due = table.due(shard, clock.instant(), PAGE);
            due.forEach(recordings::delete);
            if (due.size() < PAGE) {
                return;
            }
        }
    }
}
