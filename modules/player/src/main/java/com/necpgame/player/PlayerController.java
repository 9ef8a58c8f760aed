package com.necpgame.player;

import static com.necpgame.platform.runtime.caller.Caller.Role.GAME_SERVER;
import static com.necpgame.platform.runtime.caller.Caller.Role.OPERATOR;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.necpgame.contracts.PlayerId;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.version.IfMatch;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Put;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Other players' profiles: what everybody may see, and what game servers keep. */
@Tag(name = "player")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/profiles/{playerId}")
class PlayerController {
    private final Profiles profiles;

    PlayerController(Profiles profiles) {
        this.profiles = profiles;
    }

    /** A player's public fields. */
    @Get
    HttpResponse<View> profile(Caller caller, String playerId) {
        var profile = profiles.find(playerId);
        return HttpResponse.ok(View.of(profile))
                .header(HttpHeaders.ETAG, profile.tag().toString());
    }

    /** What game servers keep of a player: for them and for operators. */
    @Get("/server")
    HttpResponse<ServerView> serverFields(Caller caller, String playerId) {
        requireServer(caller);
        return answer(profiles.find(playerId));
    }

    /** Puts these in place of the server fields of the version that If-Match names. */
    @Put("/server")
    HttpResponse<ServerView> keep(
            Caller caller,
            String playerId,
            @Header(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @Body @Valid Request request) {
        requireServer(caller);
        return answer(profiles.keep(playerId, IfMatch.required(ifMatch), new Fields(request.fields())));
    }

    private static void requireServer(Caller caller) {
        if (caller.role() != GAME_SERVER) {
            caller.require(OPERATOR);
        }
    }

    private static HttpResponse<ServerView> answer(Profile profile) {
        return HttpResponse.ok(ServerView.of(profile))
                .header(HttpHeaders.ETAG, profile.tag().toString());
    }

    @Serdeable
    record Request(
            @NotNull @Size(max = PlayerConfig.FIELDS_MAX)
            Map<
                            @NotNull @Size(min = 1, max = Fields.NAME_LENGTH_MAX) String,
                            @NotNull @Size(max = Fields.VALUE_LENGTH_MAX) String>
                    fields) {}

    /** What everybody may see. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record View(
            PlayerId playerId, String displayName, @Nullable String bio) {
        static View of(Profile profile) {
            return new View(
                    new PlayerId(profile.playerId()),
                    profile.publicFields().displayName(),
                    profile.publicFields().bio());
        }
    }

    /** What servers may see, and change. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ServerView(PlayerId playerId, Map<String, String> fields) {
        static ServerView of(Profile profile) {
            return new ServerView(
                    new PlayerId(profile.playerId()), profile.serverFields().fields());
        }
    }
}
