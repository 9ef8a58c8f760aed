package com.necpgame.gamesimregistry.session;

import static com.necpgame.gamesimregistry.RegistryProblem.BAD_WISH;
import static com.necpgame.gamesimregistry.RegistryProblem.SESSION_NOT_FOUND;
import static com.necpgame.platform.runtime.caller.Caller.Role.OPERATOR;
import static com.necpgame.platform.runtime.caller.Caller.Role.PLAYER;
import static com.necpgame.platform.runtime.caller.Caller.Role.STRANGER;
import static com.necpgame.platform.runtime.problem.PlatformProblem.NOT_ALLOWED;

import com.necpgame.contracts.PlayerId;
import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.gamesimregistry.fleet.Placement;
import com.necpgame.gamesimregistry.session.SessionWords.Entry;
import com.necpgame.gamesimregistry.session.SessionWords.Joining;
import com.necpgame.gamesimregistry.session.SessionWords.NewSession;
import com.necpgame.gamesimregistry.session.SessionWords.SeatView;
import com.necpgame.gamesimregistry.session.SessionWords.SessionView;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.paging.Cursors;
import com.necpgame.platform.runtime.paging.Listing;
import com.necpgame.platform.runtime.transaction.Idempotency;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions for those who play. An operator makes and joins them for players. */
@Tag(name = "gamesim-registry")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/game-sessions")
class GameSessionController {
    private final Allocations allocations;
    private final Joins joins;
    private final Search search;
    private final Memberships memberships;
    private final Passwords passwords;
    private final Seating seating;
    private final Placement placement;
    private final SessionTable table;
    private final Cursors cursors;
    private final Clock clock;
    private final RegistryConfig config;

    GameSessionController(
            Allocations allocations,
            Joins joins,
            Search search,
            Memberships memberships,
            Passwords passwords,
            Seating seating,
            Placement placement,
            SessionTable table,
            Cursors cursors,
            Clock clock,
            RegistryConfig config) {
        this.allocations = allocations;
        this.joins = joins;
        this.search = search;
        this.memberships = memberships;
        this.passwords = passwords;
        this.seating = seating;
        this.placement = placement;
        this.table = table;
        this.cursors = cursors;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Makes a session on a server that has a free slot, and waits for one if need be. Its Idempotency-Key is the allocation
     * id: the same one gives the same session, with a fresh token.
     */
    @Post
    @Status(HttpStatus.CREATED)
    SeatView create(Caller caller, Idempotency once, @Body @Valid NewSession wanted) {
        var players = forWhom(caller, wanted.players());
        wanted.check(config);
        var owner = own(caller);
        var hash = wanted.password() == null ? null : passwords.hash(wanted.password());
        var wish = wanted.wish(once.key());
        var explanation = Boolean.TRUE.equals(wanted.explain()) ? placement.explain(wish) : null;
        var made = allocations.allocate(new Making(
                once.caller(),
                once.fingerprint(),
                wish,
                wanted.terms(once.key(), owner, hash),
                players,
                wanted.patience()));
        return seating.view(allocations.seated(made.session(), players), owner, made.queued(), explanation);
    }

    /** Gives the caller a seat in a session, or the one that they have, with a fresh token. */
    @Post("/{gameSimId}/players")
    @Status(HttpStatus.CREATED)
    SeatView join(
            Caller caller, @Size(max = SessionTable.ID_LENGTH_MAX) String gameSimId, @Body @Valid Joining joining) {
        var players = forWhom(caller, joining.players());
        var role = joining.role() == null ? SeatRole.PLAYER : joining.role();
        var session = caller.role() == PLAYER
                ? joins.byId(gameSimId, caller.player(), role, joining.password())
                : joins.invited(gameSimId, required(players));
        return seating.view(session, own(caller));
    }

    /** The same with a join code, or with a backfill token. */
    @Post("/joins")
    @Status(HttpStatus.CREATED)
    SeatView join(Caller caller, @Body @Valid Entry entry) {
        var players = required(forWhom(caller, entry.players()));
        var code = entry.joinCode();
        var token = entry.backfillToken();
        if ((code == null) == (token == null)) {
            throw BAD_WISH.refuse("either joinCode or backfillToken is needed");
        }
        if (code != null && players.size() > 1) {
            throw BAD_WISH.refuse("a join code is for one player at a time");
        }
        var session = code == null
                ? joins.byBackfill(token, players)
                : joins.byCode(code, players.getFirst(), entry.password());
        return seating.view(session, own(caller));
    }

    /** Sessions that are not private and have a free slot. */
    @Get
    Listing<SessionView> search(
            Caller caller,
            @QueryValue @Nullable @Size(max = 8) List<@Size(max = 130) String> label,
            @QueryValue @Nullable @Size(max = 64) String region,
            @QueryValue(defaultValue = Listing.LIMIT_DEFAULT) @Min(1) @Max(Listing.LIMIT_MAX) int limit,
            @QueryValue @Nullable @Size(max = Cursors.LENGTH_MAX) String cursor) {
        refuseStranger(caller);
        var wanted = new Search.Wanted(labels(label), region);
        var scope = cursors.scope(GameSessionController.class, "sessions " + wanted, caller.subject());
        var page = search.find(wanted, scope.page(limit, cursor));
        var now = clock.instant();
        return new Listing<>(
                page.items().stream()
                        .map(session -> SessionView.of(session, now, false))
                        .toList(),
                scope.seal(page.next()));
    }

    /** Sessions that go on and in which the caller has a seat, to return to. */
    @Get("/mine")
    Listing<SessionView> mine(Caller caller) {
        var now = clock.instant();
        var running = memberships.running(caller.player()).stream()
                .map(session -> SessionView.of(session, now, true))
                .toList();
        return new Listing<>(running, null);
    }

    /** One session; its results once it is over. */
    @Get("/{gameSimId}")
    SessionView get(Caller caller, @Size(max = SessionTable.ID_LENGTH_MAX) String gameSimId) {
        refuseStranger(caller);
        var now = clock.instant();
        var session = table.session(gameSimId);
        if (session == null || session.isForgotten(now)) {
            throw SESSION_NOT_FOUND.refuse();
        }
        var isInside = caller.role() != PLAYER || session.seat(caller.player()) != null;
        if (session.terms().isPrivate() && !isInside) {
            throw SESSION_NOT_FOUND.refuse();
        }
        return SessionView.of(session, now, isInside);
    }

    private static void refuseStranger(Caller caller) {
        if (caller.role() == STRANGER) {
            caller.require(PLAYER);
        }
    }

    /** Players ask for themselves, operators for players. */
    private static List<PlayerId> forWhom(Caller caller, @Nullable List<PlayerId> players) {
        if (caller.role() == OPERATOR) {
            return players == null ? List.of() : players.stream().distinct().toList();
        }
        var self = caller.player();
        if (players != null && players.stream().anyMatch(player -> !player.equals(self))) {
            throw NOT_ALLOWED.refuse("only operators ask for other players");
        }
        return List.of(self);
    }

    private static @Nullable PlayerId own(Caller caller) {
        return caller.role() == PLAYER ? caller.player() : null;
    }

    private static List<PlayerId> required(List<PlayerId> players) {
        if (players.isEmpty()) {
            throw BAD_WISH.refuse("players must be named");
        }
        return players;
    }

    private static Map<String, String> labels(@Nullable List<String> written) {
        var labels = new HashMap<String, String>();
        for (var label : written == null ? List.<String>of() : written) {
            var colon = label.indexOf(':');
            if (colon < 1) {
                throw BAD_WISH.refuse("a label is asked for as key:value");
            }
            labels.put(label.substring(0, colon), label.substring(colon + 1));
        }
        return labels;
    }
}
