package com.necpgame.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.testkit.DynamoInterceptor;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Tokens that nobody issued. Each is offered both as access and as refresh token, made for that use and right in
 * everything but one point.
 */
class ForgedTokenTest {
    private static final int BITS = 2048;
    private static TemporaryDynamo store;
    private static Issuer issuer;
    private static RSAKey ours;
    private static RSAKey theirs;

    @BeforeAll
    static void start() throws JOSEException {
        store = TemporaryDynamo.open();
        issuer = Issuer.over(store);
        issuer.guest("device-0001").isOk();
        ours = issuer.bean(SigningKeys.class).signing();
        theirs = new RSAKeyGenerator(BITS).keyID(ours.getKeyID()).generate();
    }

    @AfterAll
    static void stop() {
        issuer.close();
        store.close();
    }

    /** Makes a bad token of good claims. */
    interface Forgery {
        String make(JWTClaimsSet.Builder claims) throws Exception;
    }

    static Stream<Arguments> forgeries() {
        return Stream.of(
                forgery("no signature at all", claims -> new PlainJWT(claims.build()).serialize()),
                forgery(
                        "no signature under our key id",
                        claims -> unsigned("{\"alg\":\"none\",\"kid\":\"KID\"}", claims)),
                forgery("none in other letters", claims -> unsigned("{\"alg\":\"nOnE\",\"kid\":\"KID\"}", claims)),
                forgery("an empty signature", claims -> unsigned("{\"alg\":\"RS256\",\"kid\":\"KID\"}", claims)),
                forgery("our public key as a shared secret, PEM", claims -> hmac(pem(), claims)),
                forgery("our public key as a shared secret, DER", claims -> hmac(der(), claims)),
                forgery("our public key as a shared secret, JWK", claims -> hmac(jwk(), claims)),
                forgery(
                        "our modulus as a shared secret",
                        claims -> hmac(ours.getModulus().decode(), claims)),
                forgery("another key under our key id", claims -> signed(theirs, header(JWSAlgorithm.RS256), claims)),
                forgery(
                        "another key that the token brings",
                        claims -> signed(theirs, header(JWSAlgorithm.RS256).jwk(theirs.toPublicJWK()), claims)),
                forgery(
                        "another key that the token points to",
                        claims -> signed(
                                theirs,
                                header(JWSAlgorithm.RS256).jwkURL(URI.create("http://127.0.0.1:1/jwks")),
                                claims)),
                forgery("our key with another algorithm", claims -> signed(ours, header(JWSAlgorithm.RS512), claims)),
                forgery("our key with another padding", claims -> signed(ours, header(JWSAlgorithm.PS256), claims)),
                forgery(
                        "our key without its id",
                        claims -> signed(ours, header(JWSAlgorithm.RS256).keyID(null), claims)),
                forgery(
                        "our key under an id that nobody has",
                        claims -> signed(ours, header(JWSAlgorithm.RS256).keyID("key_none"), claims)),
                forgery("another issuer", claims -> signed(claims.issuer("someone"))),
                forgery("no issuer", claims -> signed(claims.issuer(null))),
                forgery("no expiry", claims -> signed(claims.expirationTime(null))),
                forgery(
                        "expired a second ago",
                        claims -> signed(claims.expirationTime(
                                Date.from(issuer.clock.instant().minusSeconds(1))))),
                forgery("expires now", claims -> signed(claims.expirationTime(Date.from(issuer.clock.instant())))),
                forgery("no use", claims -> signed(claims.claim("token_use", null))),
                forgery("an id token", claims -> signed(claims.claim("token_use", "id"))),
                forgery("uses as a list", claims -> signed(claims.claim("token_use", List.of("access", "refresh")))),
                forgery("no subject", claims -> signed(claims.subject(null))));
    }

    private static Arguments forgery(String name, Forgery forgery) {
        return Arguments.of(name, forgery);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    void isRefused(String name, Forgery forgery) throws Exception {
        issuer.whoAmI(forgery.make(good("access"))).is(401);
        issuer.refresh(forgery.make(good("refresh"))).isRefused(400, "identity/invalid-grant");
    }

    /** Without this the table above would prove nothing. */
    @Test
    void theSameTokenIsGoodWhereNothingIsWrong() throws JOSEException {
        issuer.whoAmI(signed(good("access"))).isOk();
        issuer.refresh(signed(good("refresh"))).isOk();
    }

    @ParameterizedTest
    @MethodSource("noTokens")
    void whatIsNoTokenIsRefused(String text) {
        issuer.whoAmI(text).is(401);
        issuer.refresh(text).isRefused();
    }

    static Stream<String> noTokens() {
        return Stream.of(
                "x",
                ".",
                "..",
                "...",
                "a.b.c",
                "e30.e30.e30",
                "e30.e30.",
                "null",
                "eyJhbGciOiJSUzI1NiJ9..",
                "A".repeat(5000));
    }

    /** A stranger must not be able to make the store work by inventing keys. */
    @Test
    void unknownKeysDoNotBurdenTheStore() throws JOSEException {
        var reads = new AtomicInteger();
        var counting = DynamoInterceptor.around(store.client(), call -> {
            if (call.request() instanceof QueryRequest query
                    && query.tableName().equals("identity")) {
                reads.incrementAndGet();
            }
            return call.proceed();
        });
        try (var other = Issuer.over(counting, Issuer.CLIENTS)) {
            other.guest("device-0001").isOk();
            reads.set(0);
            for (int i = 0; i < 100; i++) {
                other.whoAmI(signed(theirs, header(JWSAlgorithm.RS256).keyID("key_" + i), good("access")))
                        .is(401);
            }
            assertThat(reads).hasValueLessThanOrEqualTo(1);
            other.clock.advance(Duration.ofMinutes(1));
            other.whoAmI(signed(theirs, header(JWSAlgorithm.RS256).keyID("key_new"), good("access")))
                    .is(401);
            assertThat(reads).as("a key made elsewhere is still found").hasValueBetween(1, 2);
        }
    }

    private static JWTClaimsSet.Builder good(String use) {
        return new JWTClaimsSet.Builder()
                .issuer("necpgame")
                .subject("ada")
                .claim("token_use", use)
                .claim("client_id", "necpgame")
                .expirationTime(Date.from(issuer.clock.instant().plus(Duration.ofMinutes(5))));
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID(ours.getKeyID()).type(JOSEObjectType.JWT);
    }

    private static String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(ours, header(JWSAlgorithm.RS256), claims);
    }

    private static String signed(RSAKey key, JWSHeader.Builder header, JWTClaimsSet.Builder claims)
            throws JOSEException {
        return signed(new RSASSASigner(key), header, claims);
    }

    private static String hmac(byte[] secret, JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(new MACSigner(secret), header(JWSAlgorithm.HS256), claims);
    }

    private static String signed(JWSSigner signer, JWSHeader.Builder header, JWTClaimsSet.Builder claims)
            throws JOSEException {
        var token = new SignedJWT(header.build(), claims.build());
        token.sign(signer);
        return token.serialize();
    }

    private static String unsigned(String header, JWTClaimsSet.Builder claims) {
        UnaryOperator<String> encode =
                text -> Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return encode.apply(header.replace("KID", ours.getKeyID())) + "."
                + encode.apply(claims.build().toString()) + ".";
    }

    private static byte[] der() throws JOSEException {
        return ours.toRSAPublicKey().getEncoded();
    }

    private static byte[] pem() throws JOSEException {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der());
        return ("-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] jwk() {
        return ours.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    }
}
