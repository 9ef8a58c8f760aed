package com.necpgame.lambda.bell;

import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.platform.runtime.socket.SocketLimits;
import com.necpgame.platform.runtime.socket.SocketRequest;
import com.necpgame.platform.runtime.socket.SocketRoute;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Rings by WebSocket; what a message makes of it is its first word. */
@Singleton
public final class BellPull implements SocketRoute {
    public final Queue<SocketRequest> opened = new ConcurrentLinkedQueue<>();
    public final Queue<String> closed = new ConcurrentLinkedQueue<>();
    private final Connections connections;

    BellPull(Connections connections) {
        this.connections = connections;
    }

    @Override
    public String path() {
        return "/bell";
    }

    @Override
    public SocketLimits limits() {
        return new SocketLimits(200_000, 1_000_000, Duration.ofSeconds(5), 10);
    }

    @Override
    public void open(SocketRequest request) {
        if (request.parameter("refuse") != null) {
            throw PlatformProblem.NOT_ALLOWED.refuse("told to refuse");
        }
        if (request.parameter("fail") != null) {
            throw new IllegalStateException("told to fail");
        }
        if (request.parameter("greet") != null) {
            connections.send(request.connectionId(), "too early");
        }
        opened.add(request);
    }

    @Override
    public void text(String connectionId, String message) {
        var words = List.of(message.split(" ", -1));
        switch (words.getFirst()) {
            case "say" -> connections.send(connectionId, "said " + words.getLast());
            case "grow" -> connections.send(connectionId, "x".repeat(Integer.parseInt(words.getLast())));
            case "tell" -> tell(words, Duration.ofSeconds(10));
            case "tell-late" -> tell(words, Duration.ZERO);
            case "end" -> connections.close(words.getLast(), 1000, "told to");
            case "refuse" -> throw PlatformProblem.NOT_ALLOWED.refuse("told to refuse");
            default -> throw new IllegalStateException("told to fail");
        }
    }

    private void tell(List<String> words, Duration maxAge) {
        connections.publish(connections.audience(words.subList(1, words.size())), "rung", maxAge);
    }

    @Override
    public void binary(String connectionId, byte[] message) {
        throw new IllegalStateException("nothing carries binary messages");
    }

    @Override
    public void closed(String connectionId) {
        closed.add(connectionId);
    }
}
