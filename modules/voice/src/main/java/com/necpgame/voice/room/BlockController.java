package com.necpgame.voice.room;

import static com.necpgame.platform.runtime.problem.PlatformProblem.INVALID;

import com.necpgame.contracts.PlayerId;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.paging.Cursors;
import com.necpgame.platform.runtime.paging.Listing;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whom the caller blocks. */
@Tag(name = "voice")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/voice/blocks")
class BlockController {
    private final Ignoring ignoring;
    private final RoomTable table;
    private final Cursors cursors;

    BlockController(Ignoring ignoring, RoomTable table, Cursors cursors) {
        this.ignoring = ignoring;
        this.table = table;
        this.cursors = cursors;
    }

    /** The players whom the caller blocks, by their id. */
    @Get
    Listing<View> blocks(
            Caller caller,
            @QueryValue(defaultValue = Listing.LIMIT_DEFAULT) @Min(1) @Max(Listing.LIMIT_MAX) int limit,
            @QueryValue @Nullable String cursor) {
        var scope = cursors.scope(BlockController.class, "blocks", caller.subject());
        var page = table.blocked(caller.player().value(), scope.page(limit, cursor));
        return new Listing<>(page.items().stream().map(View::of).toList(), scope.seal(page.next()));
    }

    /** From now on neither hears the other. */
    @Put("/{playerId}")
    @Status(HttpStatus.NO_CONTENT)
    void block(Caller caller, @Size(max = PlayerId.LENGTH_MAX) String playerId) {
        ignoring.block(caller.player().value(), other(playerId), true, INVALID);
    }

    /** Lifts the caller's block; the other's own stays. */
    @Delete("/{playerId}")
    @Status(HttpStatus.NO_CONTENT)
    void unblock(Caller caller, @Size(max = PlayerId.LENGTH_MAX) String playerId) {
        ignoring.block(caller.player().value(), other(playerId), false, INVALID);
    }

    private static String other(String playerId) {
        if (!PlayerId.isValid(playerId)) {
            throw INVALID.refuse("playerId is not a player");
        }
        return playerId;
    }

    /** @param since when the player was first blocked or muted */
    @Serdeable
    record View(String playerId, Instant since) {
        static View of(Ignored ignored) {
            return new View(ignored.otherId(), ignored.at());
        }
    }
}
