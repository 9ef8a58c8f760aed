package com.necpgame.harness.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private static final String PLAIN = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nETag: \"7\"\r\n\r\nhello";
    private static final String CHUNKED =
            "HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n3;x=1\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: t\r\n\r\n";
    private static final String EMPTY = "HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n";
    private static final String INTERIM = "HTTP/1.1 100 Continue\r\n\r\n" + PLAIN;
    private static final List<String> ANSWERS = List.of(PLAIN, CHUNKED, EMPTY, INTERIM);

    /** Gives a few bytes at a time, as a network may. */
    private static InputStream inPieces(String text, long seed) {
        var random = new SplittableRandom(seed);
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, 1 + random.nextInt(7)));
            }
        };
    }

    /** Whatever answers follow each other on a connection, and wherever the network cuts them, each is read as it is. */
    @Property(tries = 300)
    void readsOneAnswerAfterTheOther(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 3) Integer> which, @ForAll long seed)
            throws IOException {
        var text = new StringBuilder();
        which.forEach(i -> text.append(ANSWERS.get(i)));
        var reader = new AnswerReader(inPieces(text.toString(), seed));

        for (int i : which) {
            assertThat(reader.readHead()).isEqualTo(i == 1 ? 201 : i == 2 ? 204 : 200);
            assertThat(reader.headers()).containsKey(i == 1 ? "transfer-encoding" : "content-length");
            reader.readBody();
            assertThat(reader.body()).isEqualTo(i == 2 ? "" : "hello");
            assertThat(reader.isReusable()).isTrue();
        }
        assertThatThrownBy(reader::readHead).isInstanceOf(EOFException.class);
    }

    @Test
    void readsHeadersWhateverTheirCase() throws IOException {
        var reader = new AnswerReader(inPieces(PLAIN, 1));
        reader.readHead();

        assertThat(reader.headers()).containsEntry("etag", "\"7\"").containsEntry("content-length", "5");
    }

    @Test
    void aBodyWithoutLengthEndsWithTheConnection() throws IOException {
        var reader = new AnswerReader(inPieces("HTTP/1.1 200 OK\r\n\r\nto the end", 1));
        reader.readHead();
        reader.readBody();

        assertThat(reader.body()).isEqualTo("to the end");
        assertThat(reader.isReusable()).isFalse();
    }

    @Test
    void saysWhenTheServerCloses() throws IOException {
        var reader = new AnswerReader(inPieces(PLAIN.replace("ETag: \"7\"", "Connection: Close"), 1));
        reader.readHead();
        reader.readBody();

        assertThat(reader.isReusable()).isFalse();
    }

    @Test
    void readsHeadsAndBodiesLargerThanItsBuffers() throws IOException {
        String header = "X-Long: " + "h".repeat(40_000);
        String body = "b".repeat(100_000);
        var reader = new AnswerReader(
                inPieces("HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: 100000\r\n\r\n" + body + PLAIN, 1));
        reader.readHead();
        assertThat(reader.headers().get("x-long")).hasSize(40_000);
        reader.readBody();
        assertThat(reader.body()).isEqualTo(body);

        assertThat(reader.readHead()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoAnswer() {
        List.of(
                        "SSH-2.0-OpenSSH\r\n\r\n",
                        "HTTP/1.1 2x0 OK\r\n\r\n",
                        "\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\nhello",
                        "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel",
                        "HTTP/1.1 200 OK\r\nX: " + "x".repeat(AnswerReader.HEAD_BYTES_MAX + 10))
                .forEach(text -> assertThatThrownBy(() -> {
                            var reader = new AnswerReader(inPieces(text, 1));
                            reader.readHead();
                            reader.readBody();
                        })
                        .as(text.substring(0, Math.min(80, text.length())))
                        .isInstanceOf(IOException.class));
    }
}
