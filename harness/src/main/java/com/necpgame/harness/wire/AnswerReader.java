package com.necpgame.harness.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads HTTP/1.1 answers from a stream, one after the other, into buffers that it reuses.
 *
 * <p>Reads what a server may send: interim answers, a length, chunks, or a body until the end of the stream.
 */
final class AnswerReader {
    static final int HEAD_BYTES_MAX = 64 * 1024;
    static final int BODY_BYTES_MAX = 16 * 1024 * 1024;

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int LENGTH_UNKNOWN = -1;
    private static final int LENGTH_CHUNKED = -2;

    private final InputStream in;

    private byte[] buffer = new byte[BUFFER_BYTES];
    private int read;
    private int filled;
    private int headEnd;
    private byte[] body = new byte[BUFFER_BYTES];
    private int bodyLength;
    private int status;
    private boolean reusable = true;

    AnswerReader(InputStream in) {
        this.in = in;
    }

    /** Reads the next final head. Its headers are readable until the body is read. */
    int readHead() throws IOException {
        do {
            readOneHead();
            status = statusOfHead();
        } while (status < 200);
        return status;
    }

    Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        for (int line = next(0); line < headEnd - 2; line = next(line)) {
            String text = new String(buffer, line, next(line) - line, StandardCharsets.UTF_8).strip();
            int colon = text.indexOf(':');
            if (colon > 0) {
                headers.put(
                        text.substring(0, colon).toLowerCase(Locale.ROOT),
                        text.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    String body() {
        return new String(body, 0, bodyLength, StandardCharsets.UTF_8);
    }

    boolean isReusable() {
        return reusable;
    }

    void readBody() throws IOException {
        bodyLength = 0;
        int length = bodyLengthByHead();
        if (status == 204 || status == 304) {
            return;
        }
        if (length == LENGTH_CHUNKED) {
            readChunks();
        } else if (length == LENGTH_UNKNOWN) {
            readToEnd();
        } else {
            take(length);
        }
    }

    private void readOneHead() throws IOException {
        discardRead();
        int at = read;
        int lineBreaks = 0;
        while (lineBreaks < 2) {
            if (at == filled) {
                fill();
            }
            byte b = buffer[at++];
            lineBreaks = b == '\n' ? lineBreaks + 1 : b == '\r' ? lineBreaks : 0;
        }
        headEnd = at;
        read = at;
    }

    private int statusOfHead() throws IOException {
        if (headEnd < 13 || !startsWith(0, "http/1.") || buffer[8] != ' ') {
            throw new IOException("not HTTP/1.1");
        }
        int value = 0;
        for (int i = 9; i < 12; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new IOException("no status in the answer");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Looks at the three headers that decide where the body ends, without making strings of them. */
    private int bodyLengthByHead() throws IOException {
        int length = LENGTH_UNKNOWN;
        for (int line = next(0); line < headEnd - 2; line = next(line)) {
            if (startsWith(line, "content-length:") && length != LENGTH_CHUNKED) {
                length = number(line + "content-length:".length());
            } else if (startsWith(line, "transfer-encoding:")) {
                length = LENGTH_CHUNKED;
            } else if (startsWith(line, "connection: close")) {
                reusable = false;
            }
        }
        return length;
    }

    /** Where the line after this one starts. */
    private int next(int line) {
        int at = line;
        while (buffer[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private boolean startsWith(int at, String lowerCase) {
        if (at + lowerCase.length() > headEnd) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            int b = buffer[at + i];
            int lower = b >= 'A' && b <= 'Z' ? b + 32 : b;
            if (lower != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int number(int from) throws IOException {
        int value = 0;
        for (int at = from; buffer[at] != '\r' && buffer[at] != '\n'; at++) {
            int digit = buffer[at] - '0';
            if (buffer[at] == ' ') {
                continue;
            }
            if (digit < 0 || digit > 9 || value > BODY_BYTES_MAX) {
                throw new IOException("the length of the body is no number, or over the limit");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private void readChunks() throws IOException {
        for (int size = chunkSize(); size != 0; size = chunkSize()) {
            take(size);
            line();
        }
        while (!line().isEmpty()) {
            // Trailers say nothing that the harness asks for.
        }
    }

    private int chunkSize() throws IOException {
        String line = line();
        int end = line.indexOf(';');
        try {
            return Integer.parseUnsignedInt(end < 0 ? line : line.substring(0, end), 16);
        } catch (NumberFormatException e) {
            throw new IOException("no chunk size: " + line, e);
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            if (read == filled) {
                discardRead();
                fill();
            }
            byte b = buffer[read++];
            if (b == '\n') {
                return line.toString();
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
    }

    private void readToEnd() throws IOException {
        reusable = false;
        try {
            while (true) {
                if (read == filled) {
                    discardRead();
                    fill();
                }
                take(filled - read);
            }
        } catch (EOFException e) {
            // The end of the connection is the end of the body.
        }
    }

    private void take(int length) throws IOException {
        makeRoom(length);
        int there = Math.min(length, filled - read);
        System.arraycopy(buffer, read, body, bodyLength, there);
        read += there;
        for (int missing = length - there; missing > 0; ) {
            int n = in.read(body, bodyLength + length - missing, missing);
            if (n < 0) {
                throw new EOFException("the server closed the connection within a body");
            }
            missing -= n;
        }
        bodyLength += length;
    }

    private void makeRoom(int length) throws IOException {
        if (length < 0 || length > BODY_BYTES_MAX - bodyLength) {
            throw new IOException("the body is over " + BODY_BYTES_MAX + " bytes");
        }
        if (bodyLength + length > body.length) {
            body = Arrays.copyOf(body, Math.max(bodyLength + length, 2 * body.length));
        }
    }

    /** Moves what is not read yet to the front. Head positions are void from here on. */
    private void discardRead() {
        System.arraycopy(buffer, read, buffer, 0, filled - read);
        filled -= read;
        read = 0;
    }

    private void fill() throws IOException {
        if (filled == buffer.length) {
            if (filled >= HEAD_BYTES_MAX) {
                throw new IOException("the head is over " + HEAD_BYTES_MAX + " bytes");
            }
            buffer = Arrays.copyOf(buffer, 2 * filled);
        }
        int n = in.read(buffer, filled, buffer.length - filled);
        if (n < 0) {
            throw new EOFException("the server closed the connection");
        }
        filled += n;
    }
}
