package com.necpgame.voice.recording;

import static com.necpgame.voice.VoiceProblem.NOT_RECORDED;
import static com.necpgame.voice.VoiceProblem.RECORDING_NOT_FOUND;
import static com.necpgame.voice.VoiceProblem.STORAGE;
import static com.necpgame.voice.VoiceProblem.TOO_MANY_MESSAGES;

import com.necpgame.platform.runtime.Ids;
import com.necpgame.platform.runtime.object.ObjectKey;
import com.necpgame.platform.runtime.object.Objects;
import com.necpgame.platform.runtime.object.Objects.ObjectInfo;
import com.necpgame.platform.runtime.object.ObjectsUnavailable;
import com.necpgame.platform.runtime.transaction.Transactions;
import com.necpgame.voice.live.Cast;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What players tell of each other's talk, with what was said last. */
@Singleton
final class Reports {
    private final RecordedRooms rooms;
    private final Attendance attendance;
    private final Rings rings;
    private final Objects objects;
    private final RecordingTable table;
    private final Transactions transactions;
    private final RecordingConfig config;
    private final Ids ids;
    private final Clock clock;

    Reports(
            RecordedRooms rooms,
            Attendance attendance,
            Rings rings,
            Objects objects,
            RecordingTable table,
            Transactions transactions,
            RecordingConfig config,
            Ids ids,
            Clock clock) {
        this.rooms = rooms;
        this.attendance = attendance;
        this.rings = rings;
        this.objects = objects;
        this.table = table;
        this.transactions = transactions;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /** Files a report; one about a player who said nothing, or does not consent, has no audio. */
    Report file(String connectionId, Speaker accused, @Nullable String reason) {
        if (rooms.policy(connectionId, accused.room()) == Cast.Recording.OFF) {
            throw NOT_RECORDED.refuse();
        }
        var sound = Sound.of(rings.last(accused));
        var report = report(attendance.player(connectionId), accused, reason, sound);
        transactions.commit(
                table.allow(report.reporter(), report.at(), config.reportsPerHourMax())
                        .otherwise(() -> TOO_MANY_MESSAGES.refuse(
                                "a player files " + config.reportsPerHourMax() + " reports an hour at most")),
                table.insert(report));
        keep(report, sound);
        return report;
    }

    private Report report(String reporter, Speaker accused, @Nullable String reason, Sound sound) {
        var id = ids.next("rep");
        var at = clock.instant();
        var key = sound.pcm().length == 0 ? null : "reports/" + id + "/" + accused.playerId() + ".pcm";
        return new Report(
                id,
                accused.room(),
                accused.playerId(),
                reporter,
                reason,
                key,
                sound.pcm().length,
                at,
                at.plus(config.reportRetention()));
    }

    /** After the row: audio without a row would never be found, nor deleted when its time is over. */
    private void keep(Report report, Sound sound) {
        if (report.key() == null) {
            return;
        }
        var metadata = Map.of(
                "author", report.playerId(),
                "timestamp", report.at().toString(),
                "codec", sound.codec(),
                "rate", Integer.toString(Sound.SAMPLES_PER_SECOND),
                "report", report.id());
        try {
            objects.put(new ObjectKey(report.key()), sound.pcm(), new ObjectInfo("audio/pcm", metadata));
        } catch (ObjectsUnavailable e) {
            table.delete(report);
            throw STORAGE.refuse();
        }
    }

    Report get(String id) {
        var found = table.report(id);
        if (found == null) {
            throw RECORDING_NOT_FOUND.refuse();
        }
        return found;
    }

    /** Those whose time is over, some at a time. */
    int expire(Instant now, int limit) {
        var due = table.oldestReports(limit).stream()
                .filter(report -> !report.expiresAt().isAfter(now))
                .toList();
        due.forEach(this::delete);
        return due.size();
    }

    private void delete(Report report) {
        if (report.key() != null) {
            objects.delete(new ObjectKey(report.key()));
        }
        table.delete(report);
    }
}
