package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.gamesimregistry.RegistryProblem.BAD_SERVER;
import static com.necpgame.platform.runtime.caller.Caller.Role.GAME_SERVER;
import static com.necpgame.platform.runtime.caller.Caller.Role.OPERATOR;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.gamesimregistry.Faults;
import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.platform.runtime.caller.Caller;
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
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Game servers: what they say of themselves, and what operators see of them. */
@Tag(name = "gamesim-registry")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/gamesims")
class GamesimController {
    private final Fleet fleet;
    private final Roll roll;
    private final TokenKeys tokenKeys;
    private final RegistryConfig config;

    GamesimController(Fleet fleet, Roll roll, TokenKeys tokenKeys, RegistryConfig config) {
        this.fleet = fleet;
        this.roll = roll;
        this.tokenKeys = tokenKeys;
        this.config = config;
    }

    /** Registers a server. With the simId of an earlier registration its sessions of then are lost. */
    @Post
    @Status(HttpStatus.CREATED)
    GamesimWords.Registered register(Caller caller, Idempotency once, @Body @Valid GamesimWords.Registration wanted) {
        caller.require(GAME_SERVER);
        return fleet.register(
                once,
                wanted.simId(),
                wanted.offer(config),
                server -> GamesimWords.Registered.of(server, tokenKeys.of(server.simId(), server.epoch())));
    }

    /** The server lives. */
    @Post("/{simId}/heartbeats")
    GamesimWords.Alive beat(Caller caller, String simId, @Body @Valid GamesimWords.Heartbeat heartbeat) {
        caller.require(GAME_SERVER);
        var beaten = fleet.beat(simId, heartbeat.beat());
        var server = beaten.server();
        return new GamesimWords.Alive(server.state(), server.drainAt(), beaten.held(), server.beatAt());
    }

    /** The server takes no new session, and ends with its last, or at the deadline. */
    @Post("/{simId}/drain")
    GamesimWords.View drain(Caller caller, String simId, @Body @Valid GamesimWords.Drain wanted) {
        if (caller.role() != OPERATOR) {
            caller.require(GAME_SERVER);
        }
        new Faults()
                .within(wanted.deadlineSeconds(), 0, config.drainMax().toSeconds(), "/deadlineSeconds")
                .require(caller.role() == OPERATOR || wanted.epoch() != null, "/epoch", "the server's own")
                .refuse(BAD_SERVER);
        return GamesimWords.View.of(fleet.drain(simId, wanted.epoch(), Duration.ofSeconds(wanted.deadlineSeconds())));
    }

    /** The server is gone, and its sessions are lost. */
    @Post("/{simId}/shutdown")
    GamesimWords.View shutdown(Caller caller, String simId, @Body @Valid GamesimWords.Shutdown wanted) {
        caller.require(GAME_SERVER);
        return GamesimWords.View.of(fleet.shutdown(simId, wanted.epoch()));
    }

    /** One server; also for a while after its epoch is over. */
    @Get("/{simId}")
    GamesimWords.View server(Caller caller, String simId) {
        caller.require(OPERATOR);
        return GamesimWords.View.of(fleet.get(simId));
    }

    /** The servers, by simId. */
    @Get
    Listing<GamesimWords.View> servers(
            Caller caller,
            @QueryValue @Nullable GamesimState state,
            @QueryValue @Nullable String region,
            @QueryValue @Nullable String build,
            @QueryValue @Nullable String label,
            @QueryValue(defaultValue = Listing.LIMIT_DEFAULT) @Min(1) @Max(Listing.LIMIT_MAX) int limit,
            @QueryValue @Nullable String cursor) {
        caller.require(OPERATOR);
        return roll.page(
                new Roll.Filter(state, region, build, Roll.Label.parse(label)), limit, cursor, caller.subject());
    }
}
