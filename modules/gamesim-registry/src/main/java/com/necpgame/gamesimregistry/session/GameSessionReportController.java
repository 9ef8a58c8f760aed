package com.necpgame.gamesimregistry.session;

import static com.necpgame.gamesimregistry.RegistryProblem.SESSION_OVER;
import static com.necpgame.platform.runtime.caller.Caller.Role.GAME_SERVER;

import com.necpgame.gamesimregistry.session.ReportWords.Applied;
import com.necpgame.gamesimregistry.session.ReportWords.Backfill;
import com.necpgame.gamesimregistry.session.ReportWords.BackfillRequest;
import com.necpgame.gamesimregistry.session.ReportWords.Closed;
import com.necpgame.gamesimregistry.session.ReportWords.Closing;
import com.necpgame.gamesimregistry.session.ReportWords.Update;
import com.necpgame.platform.runtime.caller.Caller;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;

/** What game servers tell of their sessions. None of it needs a key: telling it twice is telling it once. */
@Tag(name = "gamesim-registry")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/game-sessions/{gameSimId}")
class GameSessionReportController {
    private final Reports reports;
    private final BackfillTokens backfills;
    private final Clock clock;
    private final SessionConfig config;

    GameSessionReportController(Reports reports, BackfillTokens backfills, Clock clock, SessionConfig config) {
        this.reports = reports;
        this.backfills = backfills;
        this.clock = clock;
        this.config = config;
    }

    /** Says who came and left, and what happened. Applied once for each number; what is older than the last changes nothing. */
    @Post("/updates")
    Applied update(
            Caller caller, @Size(max = SessionTable.ID_LENGTH_MAX) String gameSimId, @Body @Valid Update update) {
        caller.require(GAME_SERVER);
        var applied = reports.update(gameSimId, update.sender(), update.news());
        return new Applied(applied.seq(), applied.replayed());
    }

    /** Ends a session. The same report again is answered the same. */
    @Post("/report")
    Closed report(
            Caller caller, @Size(max = SessionTable.ID_LENGTH_MAX) String gameSimId, @Body @Valid Closing closing) {
        caller.require(GAME_SERVER);
        var closed = reports.close(gameSimId, closing.sender(), closing.closing());
        return new Closed(closed.gameSimId(), closed.state());
    }

    /** A token with which slots of a session can be reserved while it goes on. */
    @Post("/backfill")
    @Status(HttpStatus.CREATED)
    Backfill backfill(
            Caller caller,
            @Size(max = SessionTable.ID_LENGTH_MAX) String gameSimId,
            @Body @Valid BackfillRequest request) {
        caller.require(GAME_SERVER);
        var session = reports.own(gameSimId, new Reports.Sender(request.simId(), request.epoch()));
        var now = clock.instant();
        if (session.isClosed(now)) {
            throw SESSION_OVER.refuse();
        }
        var expiresAt = now.plus(config.backfillTtl());
        var facts = new BackfillTokens.Facts(gameSimId, request.epoch());
        return new Backfill(backfills.make(facts, expiresAt), session.freeSlots(now), expiresAt);
    }
}
