package com.necpgame.gamesim.transport;

import static com.necpgame.gamesim.transport.Net.address;
import static com.necpgame.gamesim.transport.Net.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The datagrams of one connection in docs/examples/gamesim-protocol.json, for who writes a client by docs/gamesim-protocol.md. */
class ProtocolExampleTest {
    private static final HexFormat HEX = HexFormat.of();

    private JsonNode example = new ObjectMapper().createObjectNode();

    @BeforeEach
    void read() throws IOException {
        example = new ObjectMapper().readTree(Files.readString(Examples.file("gamesim-protocol.json")));
    }

    /** Writes the file anew; what it holds is compared by {@link #theseAreTheBytesThatTravel}. */
    public static void main(String... arguments) throws IOException {
        var json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(travelled());
        Files.writeString(Examples.file("gamesim-protocol.json"), json + "\n");
    }

    @Test
    void theseAreTheBytesThatTravel() {
        travelled()
                .forEach((name, value) ->
                        assertThat(example.get(name).asText()).as(name).isEqualTo(value));
        assertThat(example.size()).isEqualTo(travelled().size());
    }

    private static Map<String, String> travelled() {
        var values = new LinkedHashMap<String, String>();
        try (var net = new Net(20_261_120)) {
            var ada = net.connected("plr_ada", address(2, 5000));
            values.put("protocolVersion", "1");
            values.put("tokenKey", HEX.formatHex(net.tokenKey));
            values.put("clientToServerKey", HEX.formatHex(ada.token.clientToServerKey()));
            values.put("serverToClientKey", HEX.formatHex(ada.token.serverToClientKey()));
            values.put("request", HEX.formatHex(ada.wire.lastSent(Packet.REQUEST)));
            values.put("challenge", HEX.formatHex(ada.wire.lastReceived(Packet.CHALLENGE)));
            values.put("response", HEX.formatHex(ada.wire.lastSent(Packet.RESPONSE)));
            values.put("firstPayload", HEX.formatHex(ada.wire.lastReceived(Packet.PAYLOAD)));
            ada.peer().send(Channel.UNRELIABLE, text("unreliable"));
            ada.peer().send(Channel.LATEST, text("latest"));
            ada.peer().send(Channel.RELIABLE, text("reliable"));
            net.step();
            values.put("clientPayload", HEX.formatHex(ada.wire.lastSent(Packet.PAYLOAD)));
            values.put("clientPayloadPlain", "0001" + "00000000" + frames());
            ada.peer().disconnect();
            values.put("disconnect", HEX.formatHex(ada.wire.lastSent(Packet.DISCONNECT)));
        }
        return values;
    }

    private static String frames() {
        return "01" + "000a" + HEX.formatHex("unreliable".getBytes(UTF_8))
                + "04" + "0001" + "0006" + HEX.formatHex("latest".getBytes(UTF_8))
                + "03" + "0000" + "0008" + HEX.formatHex("reliable".getBytes(UTF_8));
    }

    /** By the page alone: none of the transport's code is used from here on. */
    @Test
    void theProofsAreHmacsOfWhatStandsBeforeThem() throws GeneralSecurityException {
        assertProof("challenge", "serverToClientKey");
        assertProof("response", "clientToServerKey");
        var response = bytes("response");
        assertThat(Arrays.copyOfRange(response, 1, 609)).isEqualTo(Arrays.copyOfRange(bytes("request"), 1, 609));
        assertThat(Arrays.copyOfRange(response, 609, 633)).isEqualTo(Arrays.copyOfRange(bytes("challenge"), 1, 25));
        assertThat(response).hasSize(649);
        assertThat(bytes("challenge")).hasSize(41);
    }

    @Test
    void theRequestIsPaddedWithZeros() {
        var request = bytes("request");
        assertThat(request).hasSize(1200);
        assertThat(Arrays.copyOfRange(request, 609, 1200)).containsOnly(0);
        assertThat(ByteBuffer.wrap(request).getLong(9)).isEqualTo(ProtocolId.of("1"));
    }

    @Test
    void thePayloadsOpen() throws GeneralSecurityException {
        assertThat(opened("firstPayload", "serverToClientKey")).isEqualTo("0000" + "00000000" + "00");
        assertThat(opened("clientPayload", "clientToServerKey"))
                .isEqualTo(example.get("clientPayloadPlain").asText());
        assertThat(opened("disconnect", "clientToServerKey")).isEmpty();
    }

    private void assertProof(String datagram, String key) throws GeneralSecurityException {
        var bytes = bytes(datagram);
        int proofAt = bytes.length - 16;
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
        mac.update(bytes, 0, proofAt);
        assertThat(Arrays.copyOfRange(bytes, proofAt, bytes.length)).isEqualTo(Arrays.copyOf(mac.doFinal(), 16));
    }

    private String opened(String datagram, String key) throws GeneralSecurityException {
        var bytes = bytes(datagram);
        var nonce = ByteBuffer.allocate(12).put(4, bytes, 1, 8).array();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(bytes(key), "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(bytes, 0, 1);
        return HEX.formatHex(cipher.doFinal(bytes, 9, bytes.length - 9));
    }

    private byte[] bytes(String name) {
        return HEX.parseHex(example.get(name).asText());
    }
}
