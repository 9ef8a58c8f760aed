package com.necpgame.platform.identity;

import static com.necpgame.platform.identity.IdentityProblem.INVALID_CLIENT;
import static com.necpgame.platform.identity.IdentityProblem.INVALID_REQUEST;
import static com.necpgame.platform.identity.IdentityProblem.INVALID_SCOPE;
import static com.necpgame.platform.identity.IdentityProblem.UNSUPPORTED_GRANT_TYPE;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint of OAuth 2.0, for refresh tokens and client credentials, and the keys that verify what it gives.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749">RFC 6749</a>
 */
@Tag(name = "identity")
@Secured(SecurityRule.IS_ANONYMOUS)
@Controller
@Requires(missingProperty = "necpgame.identity.jwks-url")
class TokenController {
    static final String BEARER = "Bearer";

    private final IdentityTable table;
    private final TokenIssuer issuer;
    private final RefreshTokens refreshTokens;
    private final SigningKeys keys;

    TokenController(IdentityTable table, TokenIssuer issuer, RefreshTokens refreshTokens, SigningKeys keys) {
        this.table = table;
        this.issuer = issuer;
        this.refreshTokens = refreshTokens;
        this.keys = keys;
    }

    /** Gives an access token for a refresh token, or for a client's id and secret. */
    @Post("/oauth/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<Token> token(@Body Request request) {
        var token = switch (request.grantType() == null ? "" : request.grantType()) {
            case "refresh_token" -> refreshed(request);
            case "client_credentials" -> credentialed(request);
            default -> throw UNSUPPORTED_GRANT_TYPE.refuse();
        };
        return HttpResponse.ok(token).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** The keys that verify tokens, as a JSON Web Key Set. */
    @Get("/.well-known/jwks.json")
    Map<String, Object> jwks() {
        return keys.jwks();
    }

    private Token refreshed(Request request) {
        var subject = refreshTokens.subject(needed(request.refreshToken(), "refresh_token"));
        return new Token(issuer.access(subject), issuer.refresh(subject), BEARER, issuer.accessSeconds(), null);
    }

    private Token credentialed(Request request) {
        var id = needed(request.clientId(), "client_id");
        var secret = needed(request.clientSecret(), "client_secret");
        var client = id.length() > Request.LENGTH_MAX ? null : table.client(id);
        if (client == null || !Hash.matches(secret, client.secretHash())) {
            throw INVALID_CLIENT.refuse();
        }
        var scopes = scopes(client, request.scope());
        return new Token(issuer.access(client, scopes), null, BEARER, issuer.accessSeconds(), String.join(" ", scopes));
    }

    /** Those that were asked for, or else all that the client may have. */
    private static List<String> scopes(ClientRow client, @Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            return client.scopes();
        }
        var scopes = List.of(asked.trim().split(" +"));
        if (!client.scopes().containsAll(scopes)) {
            throw INVALID_SCOPE.refuse();
        }
        return scopes;
    }

    private static String needed(@Nullable String value, String name) {
        if (value == null || value.isEmpty()) {
            throw INVALID_REQUEST.refuse(name + " is missing");
        }
        return value;
    }

    @Serdeable
    record Request(
            @JsonProperty("grant_type") @Nullable String grantType,
            @JsonProperty("refresh_token") @Nullable String refreshToken,
            @JsonProperty("client_id") @Nullable String clientId,
            @JsonProperty("client_secret") @Nullable String clientSecret,
            @Nullable String scope) {
        static final int LENGTH_MAX = 128;
    }

    /** @param expiresIn seconds that the access token is good for */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Token(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("refresh_token") @Nullable String refreshToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            @Nullable String scope) {}
}
