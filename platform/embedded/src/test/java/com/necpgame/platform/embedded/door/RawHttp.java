package com.necpgame.platform.embedded.door;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Requests that no well-behaved client would send. Each has a connection of its own. */
final class RawHttp {
    static final String SIGNED = "AWS4-HMAC-SHA256 Credential=" + Stores.KEY
            + "/20261120/eu-west-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64);
    static final int TIMEOUT_MILLIS = 20_000;

    private final InetSocketAddress address;

    RawHttp(InetSocketAddress address) {
        this.address = address;
    }

    record Reply(int status, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** The headers of a request as it should be. */
    Map<String, String> headers(String operation) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Host", "localhost:" + address.getPort());
        headers.put("X-Amz-Target", "DynamoDB_20120810." + operation);
        headers.put("Authorization", SIGNED);
        headers.put("Content-Type", "application/x-amz-json-1.0");
        headers.put("Connection", "close");
        return headers;
    }

    Reply post(String operation, String json) throws IOException {
        return send("POST", "/", headers(operation), json.getBytes(StandardCharsets.UTF_8));
    }

    Reply post(String operation, byte[] json) throws IOException {
        return send("POST", "/", headers(operation), json);
    }

    /** The same request, with one header changed or, for null, left out. */
    Reply post(String operation, String json, String header, @Nullable String value) throws IOException {
        var headers = headers(operation);
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        return send("POST", "/", headers, json.getBytes(StandardCharsets.UTF_8));
    }

    Reply send(String method, String path, Map<String, String> headers, byte[] body) throws IOException {
        try (var socket = connect()) {
            var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
            var out = socket.getOutputStream();
            out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            return reply(socket.getInputStream().readAllBytes());
        }
    }

    Socket connect() throws IOException {
        var socket = new Socket();
        socket.connect(address, TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    /** @param bytes all that came until the connection was closed */
    static Reply reply(byte[] bytes) {
        int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no answer: " + new String(bytes, StandardCharsets.ISO_8859_1));
        }
        var lines = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).split("\r\n");
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            var parts = lines[i].split(":", 2);
            headers.put(parts[0], parts[1].strip());
        }
        var body = new ByteArrayOutputStream();
        body.write(bytes, end + 4, bytes.length - end - 4);
        return new Reply(Integer.parseInt(lines[0].split(" ")[1]), headers, body.toByteArray());
    }
}
