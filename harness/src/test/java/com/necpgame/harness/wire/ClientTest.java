package com.necpgame.harness.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientTest {
    private static final Request READ = Request.get("/v1/wallet");
    private static final Request KEYED =
            Request.post("/v1/transfers", Json.object()).withKey("k");
    private static final Request UNKEYED = Request.post("/v1/auth/guest", Json.object());

    private final Meter meter = new Meter();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private Client client;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        client = new Client(URI.create("http://127.0.0.1:" + server.getLocalPort()), meter);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    /** Serves one connection after the other; each gives its answers in turn, null for hanging up without one. */
    private void serve(String[]... connections) {
        Thread.ofVirtual().start(() -> {
            for (String[] answers : connections) {
                try (Socket socket = server.accept()) {
                    for (String answer : answers) {
                        heard.add(request(socket));
                        if (answer == null) {
                            break;
                        }
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                    }
                } catch (IOException e) {
                    heard.add("broken: " + e);
                }
            }
        });
    }

    private static String request(Socket socket) throws IOException {
        var text = new StringBuilder();
        int length = 0;
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) socket.getInputStream().read());
        }
        int at = text.indexOf("Content-Length: ");
        if (at > 0) {
            length = Integer.parseInt(text.substring(at + 16, text.indexOf("\r\n", at)));
        }
        return text + new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String answer(int status, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return "HTTP/1.1 " + status + " X\r\n" + more + "Content-Length: 2\r\n\r\n{}";
    }

    @Test
    void keepsItsConnection() {
        serve(new String[] {answer(200), answer(200), answer(200)});

        for (int i = 0; i < 3; i++) {
            assertThat(client.send(() -> "token", READ).status()).isEqualTo(200);
        }
        assertThat(heard).hasSize(3).allMatch(text -> text.contains("Authorization: Bearer token\r\n"));
        assertThat(meter.times())
                .hasEntrySatisfying(
                        "GET /v1/wallet",
                        times -> assertThat(times.getTotalCount()).isEqualTo(3));
    }

    @Test
    void takesANewConnectionWhenTheServerCloses() {
        serve(new String[] {answer(200, "Connection: close")}, new String[] {answer(204)});

        assertThat(client.send(Caller.NOBODY, READ).status()).isEqualTo(200);
        assertThat(client.send(Caller.NOBODY, READ).status()).isEqualTo(204);
        assertThat(meter.resends()).isZero();
    }

    @Test
    void sendsAgainWhatWasRefusedForAMoment() {
        serve(new String[] {answer(503), answer(429), answer(201)});

        Answer answer = client.send(Caller.NOBODY, UNKEYED);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.resent()).as("a refusal had no effect").isFalse();
        assertThat(meter.resends()).isEqualTo(2);
    }

    @Test
    void sendsAgainWhatGotLostIfThatIsSafe() {
        serve(new String[] {null}, new String[] {answer(201)});

        Answer answer = client.send(Caller.NOBODY, KEYED);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.resent()).isTrue();
        assertThat(heard).hasSize(2).allMatch(text -> text.contains("Idempotency-Key: k\r\n"));
    }

    @Test
    void doesNotSendAgainWhatCouldTakeEffectTwice() {
        serve(new String[] {null}, new String[] {answer(201)});

        assertThatThrownBy(() -> client.send(Caller.NOBODY, UNKEYED)).isInstanceOf(UncheckedIOException.class);
        assertThat(heard).hasSize(1);
    }

    @Test
    void givesUpAfterSomeSendings() {
        String[] refusals = new String[Client.SENDINGS_MAX];
        java.util.Arrays.fill(refusals, answer(503));
        serve(refusals);

        assertThat(client.send(Caller.NOBODY, READ).status()).isEqualTo(503);
        assertThat(heard).hasSize(Client.SENDINGS_MAX);
    }

    @Test
    void countsRefusalsByCodeAndReplays() {
        String problem = "{\"code\":\"economy/same-wallet\"}";
        serve(new String[] {
            "HTTP/1.1 422 X\r\nContent-Length: " + problem.length() + "\r\n\r\n" + problem,
            answer(201, "Idempotency-Replayed: true")
        });
        client.send(Caller.NOBODY, KEYED);
        client.send(Caller.NOBODY, KEYED);

        assertThat(meter.refusals()).containsEntry("422 economy/same-wallet", 1L);
        assertThat(meter.replays()).isEqualTo(1);
    }
}
