package com.necpgame.harness.slice.socket;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A WebSocket client that sends what it is told, frame by frame. */
final class RawSocket implements AutoCloseable {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    static final int FIN = 0x80;

    private static final int PATIENCE_MILLIS = 30_000;
    private static final int RECEIVE_BYTES = 4096;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final String answer;

    /** @param headers further ones, each ending with a line break */
    RawSocket(URI base, String uri, String headers) {
        try {
            socket.setReceiveBufferSize(RECEIVE_BYTES);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress("127.0.0.1", base.getPort()));
            in = new DataInputStream(socket.getInputStream());
            write(("GET " + uri + " HTTP/1.1\r\nHost: 127.0.0.1:" + base.getPort()
                            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            answer = head();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String head() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.readByte());
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    /** The handshake's: status line and headers. */
    String answer() {
        return answer;
    }

    int status() {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    /** What an answer other than 101 holds. */
    String body() {
        try {
            var lower = answer.toLowerCase(Locale.ROOT);
            int at = lower.indexOf("content-length: ") + "content-length: ".length();
            var length = Integer.parseInt(lower.substring(at, lower.indexOf('\r', at)));
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void text(String text) {
        frame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param first the first byte: opcode, and whether it is a message's last frame */
    void frame(int first, byte[] payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        // A mask of zeros: the payload stays as it is.
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        write(frame.toByteArray());
    }

    private void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Frame read() {
        try {
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            long bytes = length == 127 ? in.readLong() : length == 126 ? in.readUnsignedShort() : length;
            return new Frame(first & 0x0f, in.readNBytes((int) bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next text. */
    String readText() {
        var frame = read();
        if (frame.opcode() != TEXT) {
            throw new AssertionError("not a text: " + frame.opcode() + " " + frame.text());
        }
        return frame.text();
    }

    /** The code with which the gateway ends the connection. */
    int readClose() {
        var frame = read();
        if (frame.opcode() != CLOSE) {
            throw new AssertionError("not a close: " + frame.opcode() + " " + frame.text());
        }
        return (frame.payload()[0] & 0xff) << 8 | frame.payload()[1] & 0xff;
    }

    /** Whether nothing follows. */
    boolean isAtEnd() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Frame(int opcode, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }
}
