package com.necpgame.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What tokens say, what they open, and for how long. */
class TokensTest {
    private static final Duration ACCESS_TIME = Duration.ofHours(1);
    private static final Duration REFRESH_TIME = Duration.ofDays(30);

    private final TemporaryDynamo store = TemporaryDynamo.open();
    private final Issuer issuer = Issuer.over(store);

    @AfterEach
    void close() {
        issuer.close();
        store.close();
    }

    @Test
    void aGuestsAccessTokenHasCognitosShape() throws ParseException {
        var session = issuer.guest("device-0001").isOk();
        var claims = Issuer.claims(session.string("/accessToken"));

        assertThat(session.string("/playerId")).isEqualTo("plr_" + claims.getSubject());
        assertThat(claims.getIssuer()).isEqualTo("necpgame");
        assertThat(claims.getStringClaim("token_use")).isEqualTo("access");
        assertThat(claims.getStringClaim("client_id")).isEqualTo(TokenIssuer.GUEST_CLIENT);
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getIssueTime()).isEqualTo(Date.from(issuer.clock.instant()));
        assertThat(claims.getExpirationTime())
                .isEqualTo(Date.from(issuer.clock.instant().plus(ACCESS_TIME)));
        assertThat(session.number("/expiresIn")).isEqualTo(ACCESS_TIME.toSeconds());
        assertThat(claims.getClaims()).doesNotContainKeys("cognito:groups", "scope");
        assertThat(Issuer.claims(session.string("/refreshToken")).getStringClaim("token_use"))
                .isEqualTo("refresh");
    }

    @Test
    void aGuestIsAPlayer() {
        var token = issuer.guest("device-0001").string("/accessToken");
        var me = issuer.whoAmI(token).isOk();
        assertThat(me.string("/role")).isEqualTo("PLAYER");
        assertThat(me.string("/subject")).isEqualTo(Issuer.claims(token).getSubject());
    }

    @Test
    void aDeviceComesBackAsTheSamePlayerAndIsNotKeptInTheClear() {
        var first = issuer.guest("device-0001");
        var again = issuer.guest("device-0001");
        var other = issuer.guest("device-0002");

        assertThat(first.json("/created").booleanValue()).isTrue();
        assertThat(again.json("/created").booleanValue()).isFalse();
        assertThat(again.string("/playerId")).isEqualTo(first.string("/playerId"));
        assertThat(other.string("/playerId")).isNotEqualTo(first.string("/playerId"));
        assertThat(everythingStored()).doesNotContain("device-0001");
    }

    @Test
    void anAccessTokenOpensUntilItExpires() {
        var token = issuer.guest("device-0001").string("/accessToken");
        issuer.clock.advance(ACCESS_TIME.minusSeconds(1));
        issuer.whoAmI(token).isOk();
        issuer.clock.advance(Duration.ofSeconds(1));
        issuer.whoAmI(token).is(401);
    }

    @Test
    void aRefreshTokenGivesNewTokensUntilItExpires() {
        var session = issuer.guest("device-0001");
        issuer.clock.advance(REFRESH_TIME.minusSeconds(1));
        var fresh = issuer.refresh(session.string("/refreshToken")).isOk();

        assertThat(fresh.string("/token_type")).isEqualTo("Bearer");
        assertThat(fresh.header("Cache-Control")).isEqualTo("no-store");
        assertThat(issuer.whoAmI(fresh.string("/access_token")).isOk().string("/subject"))
                .isEqualTo(Issuer.claims(session.string("/accessToken")).getSubject());
        issuer.clock.advance(Duration.ofSeconds(1));
        issuer.refresh(session.string("/refreshToken")).isRefused(400, "identity/invalid-grant");
        issuer.refresh(fresh.string("/refresh_token")).isOk();
    }

    @Test
    void eachTokenHasOneUse() {
        var session = issuer.guest("device-0001");
        issuer.whoAmI(session.string("/refreshToken")).is(401);
        issuer.refresh(session.string("/accessToken")).isRefused(400, "identity/invalid-grant");
    }

    @Test
    void theOperatorIsInItsGroupAndHasNoScope() throws ParseException {
        var token = issuer.credentials("operator", Issuer.OPERATOR_SECRET).isOk();
        var claims = Issuer.claims(token.string("/access_token"));

        assertThat(claims.getStringListClaim("cognito:groups")).containsExactly("operator");
        assertThat(claims.getSubject()).isEqualTo("operator").isEqualTo(claims.getStringClaim("client_id"));
        assertThat(claims.getClaims()).doesNotContainKey("scope");
        assertThat(token.json().has("refresh_token")).isFalse();
        assertThat(issuer.whoAmI(token.string("/access_token")).string("/role")).isEqualTo("OPERATOR");
    }

    @Test
    void aGameServerHasItsScopesAndNoGroup() throws ParseException {
        var token = issuer.credentials("sim", Issuer.SIM_SECRET).isOk();
        var claims = Issuer.claims(token.string("/access_token"));

        assertThat(claims.getStringClaim("scope")).isEqualTo("necpgame/gamesim necpgame/reports");
        assertThat(claims.getClaims()).doesNotContainKey("cognito:groups");
        assertThat(issuer.whoAmI(token.string("/access_token")).string("/role")).isEqualTo("GAME_SERVER");
    }

    @Test
    void aClientWithNothingHasNothing() {
        var settings = Map.<String, Object>of("necpgame.identity.clients.bare.secret", Issuer.SIM_SECRET);
        try (var other = Issuer.over(store.client(), settings)) {
            var token = other.credentials("bare", Issuer.SIM_SECRET).isOk();
            assertThat(Issuer.claims(token.string("/access_token")).getClaims())
                    .doesNotContainKeys("cognito:groups", "scope");
            assertThat(other.whoAmI(token.string("/access_token")).string("/role"))
                    .isEqualTo("STRANGER");
        }
    }

    @Test
    void aClientGetsTheScopesItAskedForAndNoOthers() throws ParseException {
        var some = issuer.token(
                "grant_type",
                "client_credentials",
                "client_id",
                "sim",
                "client_secret",
                Issuer.SIM_SECRET,
                "scope",
                "necpgame/reports");
        var claims = Issuer.claims(some.isOk().string("/access_token"));
        assertThat(claims.getStringClaim("scope")).isEqualTo("necpgame/reports");
        assertThat(issuer.whoAmI(some.string("/access_token")).string("/role")).isEqualTo("STRANGER");
        issuer.token(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        "sim",
                        "client_secret",
                        Issuer.SIM_SECRET,
                        "scope",
                        "necpgame/reports necpgame/everything")
                .isRefused(400, "identity/invalid-scope");
    }

    @Test
    void badCredentialsAreRefusedAlike() {
        for (String[] wrong : List.of(
                new String[] {"sim", "wrong"},
                new String[] {"sim", Issuer.SIM_SECRET + "x"},
                new String[] {"sim", Issuer.SIM_SECRET.substring(1)},
                new String[] {"sim", Issuer.OPERATOR_SECRET},
                new String[] {"nobody", Issuer.SIM_SECRET},
                new String[] {"SIM", Issuer.SIM_SECRET},
                new String[] {"s".repeat(100_000), "x"},
                new String[] {"sim\u0000", Issuer.SIM_SECRET})) {
            issuer.credentials(wrong[0], wrong[1]).isRefused(401, "identity/invalid-client");
        }
        assertThat(everythingStored()).doesNotContain(Issuer.SIM_SECRET, Issuer.OPERATOR_SECRET);
    }

    @Test
    void whatIsMissingIsSaid() {
        issuer.token("grant_type", "client_credentials", "client_id", "sim").isRefused(400, "identity/invalid-request");
        issuer.token("grant_type", "refresh_token").isRefused(400, "identity/invalid-request");
        issuer.token("grant_type", "password", "username", "a").isRefused(400, "identity/unsupported-grant-type");
        issuer.token("x", "y").isRefused(400, "identity/unsupported-grant-type");
    }

    @Test
    void publishesThePublicHalfOfTheKeyThatSigns() throws Exception {
        var token = SignedJWT.parse(issuer.guest("device-0001").string("/accessToken"));
        var published = issuer.api.get("/.well-known/jwks.json").isOk();
        var key = JWKSet.parse(published.text())
                .getKeyByKeyId(token.getHeader().getKeyID())
                .toRSAKey();

        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(key.size()).isEqualTo(2048);
        assertThat(published.json("/keys/0").propertyNames())
                .containsExactlyInAnyOrder("kty", "e", "use", "kid", "alg", "n");
    }

    @Test
    void tokensOutliveTheProcessAndAnotherInstanceKnowsThem() {
        var session = issuer.guest("device-0001");
        try (var other = Issuer.over(store)) {
            other.whoAmI(session.string("/accessToken")).isOk();
            other.refresh(session.string("/refreshToken")).isOk();
            issuer.whoAmI(other.guest("device-0002").string("/accessToken")).isOk();
        }
    }

    private String everythingStored() {
        return store.client().scanPaginator(scan -> scan.tableName("identity")).items().stream()
                .toList()
                .toString();
    }
}
