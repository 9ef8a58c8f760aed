package com.necpgame.platform.embedded.door;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A local endpoint that {@code aws dynamodb --endpoint-url} and other tools for DynamoDB can talk to.
 *
 * <p>It adds no rights to a store that has none: whoever reaches it may do everything, and a signature is looked for
 * but not verified. So it listens on loopback, refuses browsers, and goes beyond loopback only with an access key id
 * that every request must name.
 *
 * <p>The JDK's HTTP server takes its limits from system properties, once in a JVM; those that are not set are set
 * here: {@value #CONNECTIONS_MAX} connections, {@value #REQUEST_SECONDS_MAX} s to send a request,
 * {@value #ANSWER_SECONDS_MAX} s for its answer, {@value #IDLE_SECONDS_MAX} s without a request.
 */
public final class Door implements AutoCloseable {
    static final int CONNECTIONS_MAX = 1024;
    static final int REQUEST_SECONDS_MAX = 30;
    static final int ANSWER_SECONDS_MAX = 120;

    /** More than the 60 s after which the SDK's clients drop a connection: the client is to be the one that does. */
    static final int IDLE_SECONDS_MAX = 75;

    static final int HEADER_BYTES_MAX = 32 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final HttpServer server;
    private final DoorHandler handler;
    private final ExecutorService threads;
    private final DoorOptions options;

    static {
        Map.of(
                        "jdk.httpserver.maxConnections", CONNECTIONS_MAX,
                        "sun.net.httpserver.maxIdleConnections", CONNECTIONS_MAX,
                        "sun.net.httpserver.maxReqTime", REQUEST_SECONDS_MAX,
                        "sun.net.httpserver.maxRspTime", ANSWER_SECONDS_MAX,
                        "sun.net.httpserver.idleInterval", IDLE_SECONDS_MAX,
                        "sun.net.httpserver.maxReqHeaderSize", HEADER_BYTES_MAX,
                        // Without it every answer waits 40 ms for the acknowledgement of its head.
                        "sun.net.httpserver.nodelay", true)
                .forEach((name, value) -> {
                    if (System.getProperty(name) == null) {
                        System.setProperty(name, value.toString());
                    }
                });
    }

    private Door(HttpServer server, DoorHandler handler, ExecutorService threads, DoorOptions options) {
        this.server = server;
        this.handler = handler;
        this.threads = threads;
        this.options = options;
    }

    /**
     * Listens, until it is closed.
     *
     * @param store what answers; it is not closed with the door
     * @throws UncheckedIOException if the address is taken or the key store cannot be read
     * @throws IllegalArgumentException if the key store does not hold a key under its password
     */
    public static Door open(DynamoDbClient store, DoorOptions options) {
        var handler = new DoorHandler(store, options);
        try {
            var server = server(options);
            var threads = Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("door-", 1).factory());
            server.setExecutor(threads);
            server.createContext("/", handler);
            server.start();
            var door = new Door(server, handler, threads, options);
            LOG.info("the door is open at {}", door.uri());
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException("the door cannot open: " + options, e);
        }
    }

    /** HTTP for any access key id; the address must be one of loopback. */
    public static Door open(DynamoDbClient store, InetSocketAddress address) {
        return open(store, DoorOptions.onLoopback(0).at(address));
    }

    private static HttpServer server(DoorOptions options) throws IOException {
        var tls = options.tls();
        if (tls == null) {
            return HttpServer.create(options.address(), CONNECTIONS_MAX);
        }
        var context = context(tls);
        var server = HttpsServer.create(options.address(), CONNECTIONS_MAX);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }

    private static SSLContext context(DoorOptions.Tls tls) throws IOException {
        var password = tls.password().toCharArray();
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store(tls, password), password);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the door's key store does not open: " + tls, e);
        }
    }

    private static KeyStore store(DoorOptions.Tls tls, char[] password) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(tls.keyStore().toFile(), password);
        for (var alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return store;
            }
        }
        throw new KeyStoreException("it holds no key");
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** What a client is given as its endpoint. */
    public URI uri() {
        var host = address().getAddress().getHostAddress();
        return URI.create(
                (options.tls() == null ? "http://" : "https://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                        + address().getPort());
    }

    /** Lets the calls under way be answered for as long as the options grant, refuses others, and closes. */
    @Override
    public void close() {
        handler.close(options.grace());
        server.stop(0);
        threads.shutdown();
    }
}
