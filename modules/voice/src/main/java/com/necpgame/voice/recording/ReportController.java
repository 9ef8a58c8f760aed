package com.necpgame.voice.recording;

import static com.necpgame.platform.runtime.caller.Caller.Role.OPERATOR;
import static com.necpgame.voice.VoiceProblem.RECORDING_NOT_FOUND;

import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.paging.Cursors;
import com.necpgame.platform.runtime.paging.Listing;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What players reported of each other's talk. For operators. */
@Tag(name = "voice")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/voice/reports")
class ReportController {
    private final Reports reports;
    private final Recordings recordings;
    private final RecordingTable table;
    private final Cursors cursors;

    ReportController(Reports reports, Recordings recordings, RecordingTable table, Cursors cursors) {
        this.reports = reports;
        this.recordings = recordings;
        this.table = table;
        this.cursors = cursors;
    }

    /** All reports, newest first. */
    @Get
    Listing<View> reports(
            Caller caller,
            @QueryValue(defaultValue = Listing.LIMIT_DEFAULT) @Min(1) @Max(Listing.LIMIT_MAX) int limit,
            @QueryValue @Nullable String cursor) {
        caller.require(OPERATOR);
        var scope = cursors.scope(ReportController.class, "reports", caller.subject());
        var page = table.reports(scope.page(limit, cursor));
        return new Listing<>(page.items().stream().map(View::of).toList(), scope.seal(page.next()));
    }

    @Get("/{id}")
    View report(Caller caller, @Size(max = 64) String id) {
        caller.require(OPERATOR);
        return View.of(reports.get(id));
    }

    /** What was said last: WAVE, 16 bits, mono, 16 kHz. */
    @Get("/{id}/audio")
    @Produces("audio/wav")
    byte[] audio(Caller caller, @Size(max = 64) String id) {
        caller.require(OPERATOR);
        var key = reports.get(id).key();
        if (key == null) {
            throw RECORDING_NOT_FOUND.refuse("nothing was kept for this report");
        }
        return Sound.wav(recordings.pcm(key));
    }

    /**
     * @param playerId who was reported
     * @param reporter by whom
     * @param audioBytes of samples; 0 if nothing was kept
     */
    @Serdeable
    record View(
            String id,
            String room,
            String playerId,
            String reporter,
            @Nullable String reason,
            long audioBytes,
            Instant at,
            Instant expiresAt) {
        static View of(Report found) {
            return new View(
                    found.id(),
                    found.room(),
                    found.playerId(),
                    found.reporter(),
                    found.reason(),
                    found.bytes(),
                    found.at(),
                    found.expiresAt());
        }
    }
}
