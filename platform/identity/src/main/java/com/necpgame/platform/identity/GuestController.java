package com.necpgame.platform.identity;

import com.necpgame.contracts.PlayerId;
import com.necpgame.platform.runtime.Ids;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Sign-in without an account. */
@Tag(name = "identity")
@Secured(SecurityRule.IS_ANONYMOUS)
@Controller("/v1/auth")
@Requires(missingProperty = "necpgame.identity.jwks-url")
class GuestController {
    private final IdentityTable table;
    private final TokenIssuer issuer;
    private final Ids ids;
    private final Clock clock;

    GuestController(IdentityTable table, TokenIssuer issuer, Ids ids, Clock clock) {
        this.table = table;
        this.issuer = issuer;
        this.ids = ids;
        this.clock = clock;
    }

    /** Signs the player of this device in; a device that comes for the first time gets a new player. */
    @Post("/guest")
    Session guest(@Body @Valid Request request) {
        var hash = Hash.of(request.deviceId());
        var known = table.device(hash);
        if (known != null) {
            return session(known.subject(), false);
        }
        var fresh = new DeviceRow(hash, ids.next(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return table.add(fresh) ? session(fresh.subject(), true) : guest(request);
    }

    private Session session(String subject, boolean created) {
        return new Session(
                PlayerId.ofSubject(subject),
                issuer.access(subject),
                issuer.refresh(subject),
                TokenController.BEARER,
                issuer.accessSeconds(),
                created);
    }

    /** @param deviceId the guest's only credential: make it random, keep it on the device */
    @Serdeable
    record Request(@NotNull @Size(min = 8, max = 128) String deviceId) {}

    /**
     * @param accessToken for {@code Authorization: Bearer}
     * @param refreshToken for {@code POST /oauth/token}
     * @param expiresIn seconds that the access token is good for
     * @param created whether this device was new
     */
    @Serdeable
    record Session(
            PlayerId playerId,
            String accessToken,
            String refreshToken,
            String tokenType,
            long expiresIn,
            boolean created) {}
}
