package com.necpgame.voice.room;

import static com.necpgame.platform.runtime.caller.Caller.Role.GAME_SERVER;
import static com.necpgame.platform.runtime.caller.Caller.Role.OPERATOR;
import static com.necpgame.platform.runtime.problem.PlatformProblem.INVALID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.necpgame.contracts.PlayerId;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.paging.Cursors;
import com.necpgame.platform.runtime.paging.Listing;
import com.necpgame.platform.runtime.transaction.Idempotency;
import com.necpgame.voice.room.Moderation.Moderator;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What moderators do from outside of the room. */
@Tag(name = "voice")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/voice/rooms/{id}")
class ModerationController {
    private final Moderation moderation;
    private final Rooms rooms;
    private final RoomTokens tokens;
    private final RoomTable table;
    private final RoomConfig config;
    private final Cursors cursors;
    private final Clock clock;

    ModerationController(
            Moderation moderation,
            Rooms rooms,
            RoomTokens tokens,
            RoomTable table,
            RoomConfig config,
            Cursors cursors,
            Clock clock) {
        this.moderation = moderation;
        this.rooms = rooms;
        this.tokens = tokens;
        this.table = table;
        this.config = config;
        this.cursors = cursors;
        this.clock = clock;
    }

    /** Lets a player into the room, in a role. Nothing is kept of it, so that it may be asked for again. */
    @Post("/tokens")
    @Status(HttpStatus.CREATED)
    TokenView token(Caller caller, @Size(max = RoomTable.ID_LENGTH_MAX) String id, @Body @Valid TokenRequest wanted) {
        rooms.get(id);
        if (caller.role() != GAME_SERVER) {
            moderation.requireModerator(moderator(caller), id);
        }
        var role = Words.read(Role.class, "role", wanted.role(), INVALID);
        var lasting = wanted.expiresIn() == null ? config.tokenDefault() : Duration.ofSeconds(wanted.expiresIn());
        if (lasting.compareTo(config.tokenMax()) > 0) {
            throw INVALID.refuse("a token is good for " + config.tokenMax().toSeconds() + " s at most");
        }
        var expiresAt = clock.instant().plus(lasting).truncatedTo(ChronoUnit.SECONDS);
        return new TokenView(tokens.make(id, wanted.playerId().value(), role, expiresAt), expiresAt);
    }

    /** Does something to a player in the room. */
    @Post("/moderation")
    @Status(HttpStatus.CREATED)
    DeedView moderate(
            Caller caller,
            Idempotency once,
            @Size(max = RoomTable.ID_LENGTH_MAX) String id,
            @Body @Valid DeedRequest wanted) {
        var moderator = moderator(caller);
        rooms.get(id);
        var order = ModerateAction.order(
                id, wanted.playerId().value(), wanted.deed(), wanted.seconds(), wanted.reason(), INVALID);
        var told = new DeedView(id, wanted.playerId(), wanted.deed(), wanted.seconds(), wanted.reason());
        return once.attempt(() -> {
            moderation.moderate(moderator, order, once, told);
            return told;
        });
    }

    /** What moderators have done in the room, newest first; also after the room is gone, for operators. */
    @Get("/moderation")
    Listing<AuditView> audit(
            Caller caller,
            @Size(max = RoomTable.ID_LENGTH_MAX) String id,
            @QueryValue(defaultValue = Listing.LIMIT_DEFAULT) @Min(1) @Max(Listing.LIMIT_MAX) int limit,
            @QueryValue @Nullable String cursor) {
        if (caller.role() != OPERATOR) {
            moderation.requireModerator(moderator(caller), id);
        }
        var scope = cursors.scope(ModerationController.class, "audit " + id, caller.subject());
        var page = table.audit(id, scope.page(limit, cursor));
        return new Listing<>(page.items().stream().map(AuditView::of).toList(), scope.seal(page.next()));
    }

    private static Moderator moderator(Caller caller) {
        return caller.role() == OPERATOR
                ? new Moderator(caller.subject(), true)
                : new Moderator(caller.player().value(), false);
    }

    /**
     * @param role {@code member}, {@code listener}, {@code moderator} or {@code priority}
     * @param expiresIn seconds
     */
    @Serdeable
    record TokenRequest(
            @NotNull PlayerId playerId,
            @NotNull @Size(max = 16) String role,
            @Nullable @Min(1) Long expiresIn) {}

    @Serdeable
    record TokenView(String token, Instant expiresAt) {}

    /** @param seconds how long a ban holds; for ever where nothing is said */
    @Serdeable
    record DeedRequest(
            @NotNull PlayerId playerId,
            @NotNull @Size(max = 16) String deed,

            @Nullable @Min(1) @Max(ModerateAction.Data.SECONDS_MAX)
            Long seconds,

            @Nullable @Size(max = ModerateAction.Data.REASON_LENGTH_MAX)
            String reason) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeedView(
            String room,
            PlayerId playerId,
            String deed,
            @Nullable Long seconds,
            @Nullable String reason) {}

    /** @param by a player, or an operator's subject */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AuditView(
            String id,
            String by,
            String playerId,
            String deed,
            @Nullable String reason,
            @Nullable Instant until,
            Instant at) {
        static AuditView of(AuditEntry entry) {
            return new AuditView(
                    entry.id(),
                    entry.by(),
                    entry.playerId(),
                    Words.of(entry.deed()),
                    entry.reason(),
                    entry.until(),
                    entry.at());
        }
    }
}
