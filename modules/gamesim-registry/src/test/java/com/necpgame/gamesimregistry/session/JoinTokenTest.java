package com.necpgame.gamesimregistry.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.gamesimregistry.session.JoinToken.Claims;
import com.necpgame.gamesimregistry.session.JoinToken.Material;
import com.necpgame.platform.testkit.Seed;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Join tokens, opened by hand from the words of docs/gamesim.md: with HMAC in place of the JDK's HKDF. */
class JoinTokenTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Instant EXPIRY = Instant.parse("2026-11-20T10:00:45Z");
    private static final byte[] KEY = bytes(32, 1);
    private static final Material MATERIAL =
            new Material(bytes(24, 0x40), bytes(16, 0x60), bytes(32, 0x80), bytes(32, 0xa0));
    private static final Claims CLAIMS =
            new Claims(SeatRole.PLAYER, 2, 4, 0x0123456789abcdefL, "ses_01", "plr_ada", "ada", "valley", "build-1");

    private static byte[] bytes(int count, int first) {
        var bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }

    @Test
    void isLaidOutAsTheDocumentSays() throws Exception {
        var token = ByteBuffer.wrap(JoinToken.bytes(CLAIMS, 7, EXPIRY, KEY, MATERIAL));

        assertThat(token.remaining()).isEqualTo(680);
        assertThat(ascii(token, 8)).isEqualTo("NECPJT01");
        var hash = MessageDigest.getInstance("SHA-256").digest("necpgame/7".getBytes(StandardCharsets.UTF_8));
        assertThat(take(token, 8)).isEqualTo(Arrays.copyOf(hash, 8));
        assertThat(token.getLong()).isEqualTo(EXPIRY.toEpochMilli());
        assertThat(take(token, 24)).isEqualTo(MATERIAL.nonce());
        take(token, 560);
        assertThat(take(token, 32)).isEqualTo(MATERIAL.clientToServer());
        assertThat(take(token, 32)).isEqualTo(MATERIAL.serverToClient());
        assertThat(take(token, 8)).containsOnly(0);
    }

    @Test
    void itsPrivatePartIsReadWithTheServersKey() throws Exception {
        var clear = ByteBuffer.wrap(open(JoinToken.bytes(CLAIMS, 7, EXPIRY, KEY, MATERIAL), KEY));

        assertThat(clear.remaining()).isEqualTo(544);
        assertThat(take(clear, 4)).containsExactly(1, 0, 2, 4);
        assertThat(clear.getLong()).isEqualTo(0x0123456789abcdefL);
        assertThat(take(clear, 16)).isEqualTo(MATERIAL.tokenId());
        assertThat(take(clear, 32)).isEqualTo(MATERIAL.clientToServer());
        assertThat(take(clear, 32)).isEqualTo(MATERIAL.serverToClient());
        for (var text : new String[] {"ses_01", "plr_ada", "ada", "valley", "build-1"}) {
            assertThat(ascii(clear, clear.getShort())).isEqualTo(text);
        }
        assertThat(take(clear, clear.remaining())).containsOnly(0);
    }

    @Test
    void anotherServersKeyDoesNotOpenItAndNoByteOfItCanBeChanged() {
        var token = JoinToken.bytes(CLAIMS, 7, EXPIRY, KEY, MATERIAL);

        assertThatThrownBy(() -> open(token, bytes(32, 2))).isInstanceOf(AEADBadTagException.class);
        for (int i = 0; i < 48 + 560; i++) {
            var forged = token.clone();
            forged[i] ^= 1;
            assertThatThrownBy(() -> open(forged, KEY)).as("byte %s", i).isInstanceOf(AEADBadTagException.class);
        }
    }

    @Test
    void noTwoAreAlike() {
        var random = Seed.ofRun().random("tokens");
        var one = JoinToken.seal(CLAIMS, 7, EXPIRY, KEY, Material.draw(random));
        var other = JoinToken.seal(CLAIMS, 7, EXPIRY, KEY, Material.draw(random));

        assertThat(one).hasSize(907).isNotEqualTo(other);
    }

    @Test
    void theLongestClaimsFitAndLongerOnesAreRefused() throws Exception {
        var text = "x".repeat(64);
        var longest = new Claims(SeatRole.SPECTATOR, 0, 255, -1, text, "p".repeat(132), "n".repeat(32), text, text);

        assertThat(open(JoinToken.bytes(longest, 1, EXPIRY, KEY, MATERIAL), KEY))
                .startsWith(1, 1, 0, 255);
        assertThatThrownBy(() -> new Claims(SeatRole.PLAYER, 0, 4, 0, text + "x", "p", "n", "m", "b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Claims(SeatRole.PLAYER, 0, 4, 0, "s", "p", "n", "m", "\u00e9".repeat(33)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The vector that openers in other languages, and our game server's, are held against. */
    @Test
    void theVectorOfTheDocumentHolds() throws Exception {
        var file = examples().resolve("join-token.json");
        if (Boolean.getBoolean("write")) {
            Files.writeString(file, vector());
        }
        var vector =
                ObjectMapper.getDefault().readValue(Files.readString(file), Argument.mapOf(String.class, Object.class));

        assertThat(Files.readString(file)).isEqualTo(vector());
        var token = HEX.parseHex((String) vector.get("token"));
        assertThat(open(token, HEX.parseHex((String) vector.get("tokenKey"))))
                .isEqualTo(HEX.parseHex((String) vector.get("privateClear")));
    }

    private static Path examples() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs/examples"))) {
            folder = Objects.requireNonNull(folder.getParent(), "docs/examples");
        }
        return folder.resolve("docs/examples");
    }

    private static String vector() throws IOException, GeneralSecurityException {
        var token = JoinToken.bytes(CLAIMS, 7, EXPIRY, KEY, MATERIAL);
        var lines = new String[][] {
            {"role", quoted("PLAYER")},
            {"slot", "2"},
            {"playersMax", "4"},
            {"sessionSeedHex", quoted("0123456789abcdef")},
            {"gameSimId", quoted(CLAIMS.gameSimId())},
            {"playerId", quoted(CLAIMS.playerId())},
            {"name", quoted(CLAIMS.name())},
            {"map", quoted(CLAIMS.map())},
            {"build", quoted(CLAIMS.build())},
            {"protocolVersion", "7"},
            {"expiresAtMillis", Long.toString(EXPIRY.toEpochMilli())},
            {"tokenKey", hex(KEY)},
            {"nonce", hex(MATERIAL.nonce())},
            {"tokenId", hex(MATERIAL.tokenId())},
            {"clientToServerKey", hex(MATERIAL.clientToServer())},
            {"serverToClientKey", hex(MATERIAL.serverToClient())},
            {"privateClear", hex(open(token, KEY))},
            {"token", hex(token)},
            {"tokenBase64Url", quoted(Base64.getUrlEncoder().withoutPadding().encodeToString(token))}
        };
        var text = new StringBuilder("{\n");
        for (int i = 0; i < lines.length; i++) {
            text.append("  ").append(quoted(lines[i][0])).append(": ").append(lines[i][1]);
            text.append(i == lines.length - 1 ? "\n" : ",\n");
        }
        return text.append("}\n").toString();
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String hex(byte[] bytes) {
        return quoted(HEX.formatHex(bytes));
    }

    private static byte[] open(byte[] token, byte[] key) throws GeneralSecurityException {
        var nonce = Arrays.copyOfRange(token, 24, 48);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(hkdf(key, nonce, "necpgame join token 1"), "AES"),
                new GCMParameterSpec(128, new byte[12]));
        cipher.updateAAD(Arrays.copyOf(token, 24));
        return cipher.doFinal(Arrays.copyOfRange(token, 48, 48 + 560));
    }

    /** RFC 5869 for 32 bytes: one block. */
    private static byte[] hkdf(byte[] ikm, byte[] salt, String info) throws GeneralSecurityException {
        return hmac(hmac(salt, ikm), (info + '\u0001').getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }

    private static byte[] take(ByteBuffer from, int count) {
        var bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }

    private static String ascii(ByteBuffer from, int count) {
        return new String(take(from, count), StandardCharsets.US_ASCII);
    }
}
