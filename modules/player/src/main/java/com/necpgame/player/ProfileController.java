package com.necpgame.player;

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
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A player's own profile. */
@Tag(name = "player")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/profile")
class ProfileController {
    private final Profiles profiles;

    ProfileController(Profiles profiles) {
        this.profiles = profiles;
    }

    /** The caller's profile, which is made on first use. Its version is the ETag. */
    @Get
    HttpResponse<View> profile(Caller caller) {
        return answer(profiles.own(caller.player()));
    }

    /** Puts the caller's own fields in place of those of the version that If-Match names. */
    @Put
    HttpResponse<View> edit(
            Caller caller, @Header(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @Body @Valid Request request) {
        var player = caller.player();
        return answer(profiles.edit(player, IfMatch.required(ifMatch), request.edit()));
    }

    private static HttpResponse<View> answer(Profile profile) {
        return HttpResponse.ok(View.of(profile))
                .header(HttpHeaders.ETAG, profile.tag().toString());
    }

    /**
     * @param displayName what others call the player; not unique
     * @param bio for others to read; null for none
     * @param settings for the player's clients, which alone see them; null for none
     */
    @Serdeable
    record Request(
            @NotNull @Size(min = 1, max = DisplayName.RAW_LENGTH_MAX)
            String displayName,

            @Nullable @Size(max = ProfileEdit.BIO_LENGTH_MAX)
            String bio,

            @Nullable @Size(max = PlayerConfig.FIELDS_MAX)
            Map<
                            @NotNull @Size(min = 1, max = Fields.NAME_LENGTH_MAX) String,
                            @NotNull @Size(max = Fields.VALUE_LENGTH_MAX) String>
                    settings) {
        ProfileEdit edit() {
            return new ProfileEdit(
                    new DisplayName(displayName), bio, new Fields(settings == null ? Map.of() : settings));
        }
    }

    /**
     * @param settings seen by the player alone
     * @param server what game servers keep of the player, who may read it but not change it
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record View(
            PlayerId playerId,
            String displayName,
            @Nullable String bio,
            Map<String, String> settings,
            Map<String, String> server,
            Instant joinedAt,
            Instant editedAt) {
        static View of(Profile profile) {
            return new View(
                    new PlayerId(profile.playerId()),
                    profile.publicFields().displayName(),
                    profile.publicFields().bio(),
                    profile.privateFields().settings(),
                    profile.serverFields().fields(),
                    profile.joinedAt(),
                    profile.editedAt());
        }
    }
}
