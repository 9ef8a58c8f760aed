package com.necpgame.harness.slice.gateway;

import com.necpgame.harness.slice.socket.SocketLimits;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway is set up.
 *
 * @param port on which it listens, of the loopback address; 0 for any that is free
 * @param identity the identity process, like {@code http://127.0.0.1:8080}
 * @param issuer the {@code iss} that a token must carry
 * @param authorizer whether the gateway checks bearer tokens; if not, functions do it themselves
 * @param stage the deployment's stage, as functions see it
 * @param rate how often one caller may ask; null for as often as it likes
 * @param bodyBytesMax the longest body of a request
 * @param proxied whose path begins with one of these goes to the identity process
 * @param sockets what a WebSocket may cost
 */
public record GatewayConfig(
        int port,
        URI identity,
        String issuer,
        boolean authorizer,
        String stage,
        @Nullable Rate rate,
        int bodyBytesMax,
        List<String> proxied,
        SocketLimits sockets) {
    /** API Gateway's own, which nobody can raise. */
    public static final int BODY_BYTES_MAX = 10 * 1024 * 1024;

    public GatewayConfig {
        if (port < 0 || port > 65_535 || bodyBytesMax < 1) {
            throw new IllegalArgumentException("a port is 0 to 65535, and a body has a limit above 0");
        }
        if (!stage.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("a stage is a word: " + stage);
        }
        proxied = List.copyOf(proxied);
    }

    /** Any free port, with authorizer and the usual rate. */
    public static GatewayConfig of(URI identity) {
        return new GatewayConfig(
                0,
                identity,
                "necpgame",
                true,
                "local",
                Rate.DEFAULT,
                BODY_BYTES_MAX,
                List.of("/v1/auth", "/oauth", "/.well-known"),
                SocketLimits.AWS);
    }

    public GatewayConfig withPort(int other) {
        return new GatewayConfig(other, identity, issuer, authorizer, stage, rate, bodyBytesMax, proxied, sockets);
    }

    public GatewayConfig withAuthorizer(boolean other) {
        return new GatewayConfig(port, identity, issuer, other, stage, rate, bodyBytesMax, proxied, sockets);
    }

    /** @param other null for no limit */
    public GatewayConfig withRate(@Nullable Rate other) {
        return new GatewayConfig(port, identity, issuer, authorizer, stage, other, bodyBytesMax, proxied, sockets);
    }

    public GatewayConfig withBodyBytesMax(int other) {
        return new GatewayConfig(port, identity, issuer, authorizer, stage, rate, other, proxied, sockets);
    }

    public GatewayConfig withProxied(List<String> other) {
        return new GatewayConfig(port, identity, issuer, authorizer, stage, rate, bodyBytesMax, other, sockets);
    }

    public GatewayConfig withSockets(SocketLimits other) {
        return new GatewayConfig(port, identity, issuer, authorizer, stage, rate, bodyBytesMax, proxied, other);
    }
}
