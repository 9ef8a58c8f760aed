package com.necpgame.gamesim.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.necpgame.gamesim.transport.JoinClaims.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JoinTokenTest {
    private static final byte[] KEY = new byte[32];
    private static final long PROTOCOL = ProtocolId.of("1");

    private final LocalTokens tokens = new LocalTokens(KEY, PROTOCOL, new Random(1));
    private final TokenOpener opener = new TokenOpener(KEY, PROTOCOL);

    @Test
    void whatIsSealedIsOpened() {
        var longest = new JoinClaims(
                "s".repeat(64),
                "p".repeat(64),
                "ö".repeat(16),
                "m".repeat(64),
                "b".repeat(64),
                Role.SPECTATOR,
                255,
                255,
                -1);
        for (var claims : new JoinClaims[] {Net.player("plr_ada"), JoinClaims.UNKNOWN, longest}) {
            var token = JoinToken.parse(tokens.issue(claims, 1000));
            var admission = requireNonNull(opener.open(token.sent()));
            assertThat(admission.claims()).isEqualTo(claims);
            assertThat(admission.clientToServer()).isEqualTo(token.clientToServerKey());
            assertThat(admission.serverToClient()).isEqualTo(token.serverToClientKey());
            assertThat(admission.expiresAtMillis()).isEqualTo(1000).isEqualTo(token.expiresAtMillis());
            assertThat(token.protocolId()).isEqualTo(PROTOCOL);
        }
    }

    @Test
    void eachTokenHasItsOwnIdAndKeys() {
        var one = JoinToken.parse(tokens.issue(JoinClaims.UNKNOWN, 1000));
        var two = JoinToken.parse(tokens.issue(JoinClaims.UNKNOWN, 1000));
        assertThat(one.clientToServerKey())
                .isNotEqualTo(two.clientToServerKey())
                .isNotEqualTo(one.serverToClientKey());
        var first = requireNonNull(opener.open(one.sent()));
        var second = requireNonNull(opener.open(two.sent()));
        assertThat(first.tokenId()).isNotEqualTo(second.tokenId());
    }

    @Test
    void aClientReadsNoOtherThing() {
        var good = tokens.issue(JoinClaims.UNKNOWN, 1000);
        var bytes = Base64.getUrlDecoder().decode(good);
        bytes[7] = '2';
        for (var bad : new String[] {
            "",
            "!",
            "AAAA",
            good.substring(4),
            good + "AAAA",
            Base64.getUrlEncoder().encodeToString(bytes)
        }) {
            assertThatThrownBy(() -> JoinToken.parse(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aTokenExpiresOnTheMillisecond() {
        var sent = JoinToken.parse(tokens.issue(JoinClaims.UNKNOWN, 1000)).sent();
        assertThat(opener.glance(sent, 999)).isNull();
        assertThat(opener.glance(sent, 1000)).isEqualTo(DropCause.EXPIRED);
    }

    @Test
    void claimsThatDoNotFitAreRefused() {
        var fits = "x".repeat(64);
        var not = "x".repeat(65);
        assertThatThrownBy(() -> claims(not, fits, fits, fits, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> claims(fits, "x".repeat(133), fits, fits, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> claims(fits, fits, not, fits, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> claims(fits, fits, fits, not, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> claims(fits, fits, fits, fits, 256, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> claims(fits, fits, fits, fits, -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> claims(fits, fits, fits, fits, 0, 256)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> claims(fits, fits, fits, fits, 0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new JoinClaims("", "", "ö".repeat(17), "", "", Role.PLAYER, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JoinClaims claims(String session, String player, String map, String build, int slot, int most) {
        return new JoinClaims(session, player, "", map, build, Role.PLAYER, slot, most, 0);
    }

    @Test
    void aTokenKeyHas32Bytes() {
        assertThatThrownBy(() -> new TokenOpener(new byte[31], PROTOCOL)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Sealed with the right key, and yet nonsense: a registry of another version. */
    @Test
    void aPrivatePartOfAnotherShapeIsRefused() throws Exception {
        var version = new byte[JoinToken.PRIVATE_BYTES];
        version[0] = 2;
        var role = new byte[JoinToken.PRIVATE_BYTES];
        role[0] = 1;
        role[1] = 2;
        var tooLong = new byte[JoinToken.PRIVATE_BYTES];
        tooLong[0] = 1;
        tooLong[92] = 0x7F;
        var notUtf8 = new byte[JoinToken.PRIVATE_BYTES];
        notUtf8[0] = 1;
        notUtf8[93] = 1;
        notUtf8[94] = (byte) 0xFF;
        for (var part : new byte[][] {version, role, tooLong, notUtf8}) {
            assertThat(opener.open(ByteBuffer.wrap(sealed(part)))).isNull();
        }
        var good = new byte[JoinToken.PRIVATE_BYTES];
        good[0] = 1;
        assertThat(opener.open(ByteBuffer.wrap(sealed(good)))).isNotNull();
    }

    private static byte[] sealed(byte[] part) throws Exception {
        var head = new byte[JoinToken.HEAD_BYTES];
        var nonce = "nonce nonce nonce nonce ".getBytes(UTF_8);
        var sealed = new TokenSeal(KEY).seal(head, nonce, part);
        return ByteBuffer.allocate(JoinToken.SENT_BYTES)
                .put(head)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** What the registry's tests seal is what this opens. */
    @Test
    void opensTheRegistrysExample() throws IOException {
        var example = new ObjectMapper().readTree(Files.readString(Examples.file("join-token.json")));
        var protocol = ProtocolId.of(example.get("protocolVersion").asText());
        var token = JoinToken.parse(example.get("tokenBase64Url").asText());
        assertThat(token.protocolId()).isEqualTo(protocol);
        assertThat(token.expiresAtMillis())
                .isEqualTo(example.get("expiresAtMillis").asLong());
        assertThat(token.clientToServerKey())
                .asHexString()
                .isEqualToIgnoringCase(example.get("clientToServerKey").asText());
        assertThat(token.serverToClientKey())
                .asHexString()
                .isEqualToIgnoringCase(example.get("serverToClientKey").asText());

        var opened =
                new TokenOpener(HexFormat.of().parseHex(example.get("tokenKey").asText()), protocol);
        assertThat(opened.glance(token.sent(), token.expiresAtMillis() - 1)).isNull();
        var admission = requireNonNull(opened.open(token.sent()));
        assertThat(admission.claims())
                .isEqualTo(new JoinClaims(
                        example.get("gameSimId").asText(),
                        example.get("playerId").asText(),
                        example.get("name").asText(),
                        example.get("map").asText(),
                        example.get("build").asText(),
                        Role.valueOf(example.get("role").asText()),
                        example.get("slot").asInt(),
                        example.get("playersMax").asInt(),
                        Long.parseUnsignedLong(example.get("sessionSeedHex").asText(), 16)));
        assertThat(String.format(
                        "%016x%016x",
                        admission.tokenId().high(), admission.tokenId().low()))
                .isEqualTo(example.get("tokenId").asText());
        assertThat(admission.clientToServer()).isEqualTo(token.clientToServerKey());
    }
}
