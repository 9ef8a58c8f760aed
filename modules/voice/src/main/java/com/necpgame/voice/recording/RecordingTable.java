package com.necpgame.voice.recording;

import static com.necpgame.platform.data.Conditions.absent;
import static com.necpgame.platform.data.Conditions.any;
import static com.necpgame.platform.data.Conditions.lessThan;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.ItemPage;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.data.Write;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What voice's one table holds of recordings.
 *
 * <pre>
 *  item       pk                    sk           attributes
 *  recording  RECORDING#{author}    {timestamp}  room, key, codec, from, to, bytes, seqFrom, seqTo, lost, expiresAt
 *  report     REPORT#ALL            {id}         room, playerId, reporter, reason, key, bytes, at, expiresAt
 *  allowance  REPORTER#{playerId}   {hour}       count
 *
 *  question                                      answered by
 *  what is recorded of a player?                 Query    RECORDING#{author}, newest first
 *  what is this recording?                       GetItem  RECORDING#{author} / {timestamp}
 *  which recordings are due?                     Query    gsi1, RECORDING-DUE#{shard}, by expiresAt
 *  what was reported?                            Query    REPORT#ALL, newest first
 *  what is this report?                          GetItem  REPORT#ALL / {id}
 *  which reports are due?                        Query    REPORT#ALL, oldest first: all are kept for as long
 *  may this player file another report?          UpdateItem  REPORTER#{playerId} / {hour}, count below the limit
 * </pre>
 */
@Singleton
final class RecordingTable {
    static final String NAME = "voice";

    private static final Duration HOUR = Duration.ofHours(1);

    private final Items<Recording> recordings;
    private final Items<Report> reports;
    private final Items<ReportAllowance> allowances;

    RecordingTable(Dynamo dynamo) {
        this.recordings = dynamo.items(Recording.class);
        this.reports = dynamo.items(Report.class);
        this.allowances = dynamo.items(ReportAllowance.class);
    }

    /** The same again changes nothing. */
    void put(Recording recording) {
        recordings.write(recordings.put(recording));
    }

    @Nullable
    Recording recording(String author, String timestamp) {
        return recordings.get(author, timestamp);
    }

    ItemPage<Recording> recordings(String author, PageOf page) {
        return recordings
                .query(author)
                .descending()
                .limit(page.limit())
                .from(page.from())
                .page();
    }

    /** Some whose time is over. */
    List<Recording> due(int shard, Instant now, int limit) {
        return recordings
                .query(shard)
                .index("gsi1")
                .atMost(now)
                .limit(limit)
                .page()
                .items();
    }

    void delete(Recording recording) {
        recordings.write(recordings.delete(recording.author(), recording.timestamp()));
    }

    /** One report more in this hour, while there are fewer than the limit. */
    Write allow(String reporter, Instant at, int perHourMax) {
        var hour = at.getEpochSecond() / HOUR.toSeconds();
        return allowances
                .update(reporter, hour)
                .add("count", 1)
                .set("exp", (hour + 2) * HOUR.toSeconds())
                .when(any(absent(), lessThan("count", (long) perHourMax)));
    }

    Write insert(Report report) {
        return reports.insert(report);
    }

    @Nullable
    Report report(String id) {
        return reports.get(id);
    }

    ItemPage<Report> reports(PageOf page) {
        return reports.query()
                .descending()
                .limit(page.limit())
                .from(page.from())
                .page();
    }

    List<Report> oldestReports(int limit) {
        return reports.query().limit(limit).page().items();
    }

    void delete(Report report) {
        reports.write(reports.delete(report.id()));
    }
}
