package com.necpgame.harness.slice.socket;

import com.necpgame.harness.slice.edge.Received;
import com.necpgame.harness.slice.edge.Slice;
import com.necpgame.harness.wire.Json;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A connection that a function has accepted. Its events go to the function one at a time, in their order: stricter than
 * API Gateway, which invokes for each at once.
 */
final class SocketConnection {
    private final String id;
    private final Slice slice;
    private final SocketEvents events;
    private final Received handshake;
    private final Instant connectedAt;
    private final int queueBytesMax;
    private final Turns turns;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Queue<String> early = new ArrayDeque<>();
    private volatile Instant activeAt;
    private @Nullable Channel channel;
    private int queued;
    private boolean over;

    SocketConnection(
            String id,
            Slice slice,
            SocketEvents events,
            Received handshake,
            Instant connectedAt,
            int queueBytesMax,
            Executor work) {
        this.id = id;
        this.slice = slice;
        this.events = events;
        this.handshake = handshake;
        this.connectedAt = connectedAt;
        this.queueBytesMax = queueBytesMax;
        this.turns = new Turns(work);
        this.activeAt = connectedAt;
    }

    String id() {
        return id;
    }

    /** Once its DISCONNECT has been told. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /**
     * The client hears from now on; what came before is sent now.
     *
     * @return whether the connection is still wanted
     */
    synchronized boolean open(Channel own) {
        channel = own;
        for (var text = early.poll(); text != null; text = early.poll()) {
            write(own, text);
        }
        return !over;
    }

    /** Nothing more is sent to it. */
    synchronized void stop() {
        over = true;
    }

    synchronized boolean isOver() {
        return over;
    }

    /**
     * Sends a text. A client for which too much waits already is cut off.
     *
     * @return whether it is on its way; not, if the connection has ended
     */
    synchronized boolean send(String text) {
        if (over) {
            return false;
        }
        queued += bytes(text);
        activeAt = Instant.now();
        if (queued > queueBytesMax) {
            cut();
            return false;
        }
        if (channel == null) {
            early.add(text);
        } else {
            write(channel, text);
        }
        return true;
    }

    private void write(Channel open, String text) {
        int bytes = bytes(text);
        open.writeAndFlush(new TextWebSocketFrame(text)).addListener(_ -> sent(bytes));
    }

    private synchronized void sent(int bytes) {
        queued -= bytes;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private void cut() {
        over = true;
        if (channel != null) {
            channel.close();
        }
    }

    synchronized @Nullable Channel channel() {
        return channel;
    }

    /** Asks the function. @param then runs when the function is done with it */
    void message(String text, Runnable then) {
        activeAt = Instant.now();
        turns.add(() -> {
            var event = events.message(text);
            if (!slice.tell(event)) {
                send(Json.object()
                        .put("message", "Internal server error")
                        .put("connectionId", id)
                        .put(
                                "requestId",
                                event.path("requestContext").path("requestId").asText())
                        .toString());
            }
            then.run();
        });
    }

    int messagesWaiting() {
        return turns.waiting();
    }

    void left(int code, String reason) {
        stop();
        turns.add(() -> {
            slice.tell(events.disconnect(code, reason));
            ended.complete(null);
        });
    }

    /** What {@code GET @connections/id} answers. */
    String describe() {
        var json = Json.object().put("connectedAt", connectedAt.toString()).put("lastActiveAt", activeAt.toString());
        json.putObject("identity")
                .put("sourceIp", handshake.address())
                .put("userAgent", handshake.header("User-Agent"));
        return json.toString();
    }
}
