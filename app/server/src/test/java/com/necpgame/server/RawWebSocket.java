package com.necpgame.server;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A WebSocket client that sends what it is told, legal or not, and reads only when it is told. */
final class RawWebSocket implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    final Socket socket = new Socket();
    final List<String> answer = new ArrayList<>();
    private DataInputStream in;
    String id = "";

    private RawWebSocket(TestServer server, int receiveBufferBytes) throws IOException {
        if (receiveBufferBytes > 0) {
            socket.setReceiveBufferSize(receiveBufferBytes);
        }
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", server.server.getPort()));
        socket.setSoTimeout(20_000);
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
    }

    /** Open, and told its id. */
    static RawWebSocket open(TestServer server) throws IOException {
        return open(server, 0);
    }

    static RawWebSocket open(TestServer server, int receiveBufferBytes) throws IOException {
        var client = handshake(server, TestSocket.PATH, receiveBufferBytes);
        if (!client.answer.getFirst().contains(" 101 ")) {
            throw new AssertionError(client.answer);
        }
        client.id = client.readText().substring("id ".length());
        return client;
    }

    /** @param headers name, value, name, value ... */
    static RawWebSocket handshake(TestServer server, String path, int receiveBufferBytes, String... headers)
            throws IOException {
        var client = new RawWebSocket(server, receiveBufferBytes);
        client.request(path, headers);
        client.readAnswer();
        return client;
    }

    static RawWebSocket requested(TestServer server, String path) throws IOException {
        var client = new RawWebSocket(server, 0);
        client.request(path);
        return client;
    }

    private void request(String path, String... headers) throws IOException {
        var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: game.example:8080\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        if (!List.of(headers).contains("Sec-WebSocket-Version")) {
            request.append("Sec-WebSocket-Version: 13\r\n");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        raw(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    }

    private void readAnswer() throws IOException {
        for (var line = line(); !line.isEmpty(); line = line()) {
            answer.add(line);
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    int status() {
        return Integer.parseInt(answer.getFirst().split(" ")[1]);
    }

    String header(String name) {
        return answer.stream()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT)
                        .startsWith(name.toLowerCase(java.util.Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    String body() throws IOException {
        return new String(in.readNBytes(Integer.parseInt(header("content-length"))), StandardCharsets.UTF_8);
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void text(String text) {
        frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void binary(byte[] message) {
        frame(true, BINARY, message);
    }

    /** Says how long a binary frame will be, and sends nothing of it. */
    void announceBinary(long bytes) throws IOException {
        raw(ByteBuffer.allocate(14)
                .put((byte) (0x80 | BINARY))
                .put((byte) (0x80 | 127))
                .putLong(bytes)
                .putInt(0)
                .array());
    }

    /** Masked with zeros, which is a mask like another. */
    void frame(boolean last, int opcode, byte[] payload) {
        var frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) ((last ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length <= 0xFFFF) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload).flip();
        var bytes = new byte[frame.remaining()];
        frame.get(bytes);
        try {
            raw(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Received(int opcode, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            return opcode == CLOSE && payload.length >= 2
                    ? ByteBuffer.wrap(payload).getShort() & 0xFFFF
                    : -opcode;
        }
    }

    /** The next frame that is no ping. */
    Received read() throws IOException {
        var frame = readAny();
        return frame.opcode() == PING ? read() : frame;
    }

    Received readAny() throws IOException {
        int opcode = in.readUnsignedByte() & 0x0F;
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        return new Received(opcode, in.readNBytes((int) length));
    }

    String readText() throws IOException {
        var frame = read();
        if (frame.opcode() != TEXT) {
            throw new AssertionError("no text but " + frame.opcode() + ", code " + frame.closeCode());
        }
        return frame.text();
    }

    /** The code of the close frame, whatever came before it. */
    int readClose() throws IOException {
        var frame = readAny();
        while (frame.opcode() != CLOSE) {
            frame = readAny();
        }
        return frame.closeCode();
    }

    boolean isEnd() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
