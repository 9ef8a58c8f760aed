package com.necpgame.harness.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** One persistent HTTP/1.1 connection, for one thread at a time. After an exception it is of no more use. */
public final class HttpConnection implements Closeable {
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    public static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final Socket socket;
    private final OutputStream out;
    private final AnswerReader reader;
    private final String host;

    /**
     * Connects.
     *
     * @param base {@code http://host:port} or {@code https://host:port}; its path is not used
     * @throws IOException if nobody listens there
     */
    public HttpConnection(URI base) throws IOException {
        boolean secure = "https".equals(base.getScheme());
        int port = base.getPort() > 0 ? base.getPort() : secure ? 443 : 80;
        host = base.getPort() > 0 ? base.getHost() + ":" + port : base.getHost();
        socket = secure ? secureSocket() : new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) READ_TIMEOUT.toMillis());
            socket.connect(new InetSocketAddress(base.getHost(), port), (int) CONNECT_TIMEOUT.toMillis());
            reader = new AnswerReader(socket.getInputStream());
            out = socket.getOutputStream();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket secureSocket() throws IOException {
        var socket = (SSLSocket) SSLSocketFactory.getDefault().createSocket();
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    /** The bytes of a request on this connection's host. */
    public byte[] bytesOf(Request request, @Nullable String token) {
        String text = request.body();
        byte[] content = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder(256);
        head.append(request.method()).append(' ').append(request.path()).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(host).append("\r\n");
        if (token != null) {
            head.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (text != null) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[start.length + content.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        return whole;
    }

    public Answer send(Request request, @Nullable String token) throws IOException {
        out.write(bytesOf(request, token));
        int status = reader.readHead();
        Map<String, String> headers = reader.headers();
        reader.readBody();
        return new Answer(status, headers, reader.body(), false);
    }

    /**
     * Sends a whole request and reads a whole answer, and allocates nothing. A request of another method than HEAD.
     *
     * @return the status; the body stays readable until the next exchange
     * @throws IOException if the connection broke or the answer is no HTTP/1.1
     */
    public int exchange(byte[] request) throws IOException {
        out.write(request);
        int status = reader.readHead();
        reader.readBody();
        return status;
    }

    /** The body of the last answer. */
    public String body() {
        return reader.body();
    }

    /** False once the server has said that it closes. */
    public boolean isReusable() {
        return reader.isReusable();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
