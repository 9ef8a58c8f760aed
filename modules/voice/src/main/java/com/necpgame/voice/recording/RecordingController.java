package com.necpgame.voice.recording;

import static com.necpgame.platform.runtime.caller.Caller.Role.OPERATOR;
import static com.necpgame.platform.runtime.problem.PlatformProblem.INVALID;
import static com.necpgame.platform.runtime.problem.PlatformProblem.NOT_ALLOWED;

import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.paging.Cursors;
import com.necpgame.platform.runtime.paging.Listing;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is recorded of players. */
@Tag(name = "voice")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/voice/recordings")
class RecordingController {
    private static final String AUTHOR_MISSING = "author is missing";

    private final Recordings recordings;
    private final RecordingTable table;
    private final Erasure erasure;
    private final Cursors cursors;

    RecordingController(Recordings recordings, RecordingTable table, Erasure erasure, Cursors cursors) {
        this.recordings = recordings;
        this.table = table;
        this.erasure = erasure;
        this.cursors = cursors;
    }

    /** What is recorded of a player, newest first. For operators. */
    @Get
    Listing<View> recordings(
            Caller caller,
            @QueryValue @Nullable @Pattern(regexp = ReportAction.PLAYER) String author,
            @QueryValue(defaultValue = Listing.LIMIT_DEFAULT) @Min(1) @Max(Listing.LIMIT_MAX) int limit,
            @QueryValue @Nullable String cursor) {
        caller.require(OPERATOR);
        if (author == null) {
            throw INVALID.refuse(AUTHOR_MISSING);
        }
        var scope = cursors.scope(RecordingController.class, "recordings " + author, caller.subject());
        var page = table.recordings(author, scope.page(limit, cursor));
        return new Listing<>(page.items().stream().map(View::of).toList(), scope.seal(page.next()));
    }

    /** A recording to listen to: WAVE, 16 bits, mono, 16 kHz. For operators. */
    @Get("/{author}/{timestamp}")
    @Produces("audio/wav")
    byte[] audio(
            Caller caller, @Pattern(regexp = ReportAction.PLAYER) String author, @Size(max = 32) String timestamp) {
        caller.require(OPERATOR);
        return Sound.wav(recordings.pcm(recordings.get(author, timestamp).key()));
    }

    /** Deletes one recording. Operators any, players their own. */
    @Delete("/{author}/{timestamp}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @Pattern(regexp = ReportAction.PLAYER) String author, @Size(max = 32) String timestamp) {
        recordings.delete(recordings.get(erasable(caller, author), timestamp));
    }

    /** Deletes all that is recorded of a player, clips too. Operators anybody's, players their own. */
    @Delete
    Erasure.Erased erase(Caller caller, @QueryValue @Nullable @Pattern(regexp = ReportAction.PLAYER) String author) {
        return erasure.erase(erasable(caller, author));
    }

    private static String erasable(Caller caller, @Nullable String author) {
        if (caller.role() == OPERATOR) {
            if (author == null) {
                throw INVALID.refuse(AUTHOR_MISSING);
            }
            return author;
        }
        var own = caller.player().value();
        if (author != null && !author.equals(own)) {
            throw NOT_ALLOWED.refuse("players delete their own recordings");
        }
        return own;
    }

    /**
     * @param timestamp names the recording among its author's
     * @param codec that it was said in; kept are samples
     * @param bytes of those samples
     * @param lost how many frames are known to be missing
     */
    @Serdeable
    record View(
            String author,
            String timestamp,
            String room,
            String codec,
            Instant from,
            Instant to,
            long bytes,
            long seqFrom,
            long seqTo,
            long lost,
            Instant expiresAt) {
        static View of(Recording found) {
            return new View(
                    found.author(),
                    found.timestamp(),
                    found.room(),
                    found.codec(),
                    found.from(),
                    found.to(),
                    found.bytes(),
                    found.seqFrom(),
                    found.seqTo(),
                    found.lost(),
                    found.expiresAt());
        }
    }
}
