package com.necpgame.gamesim.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Those who watch in browsers. Lives on the event loop; reads copies that the tick thread leaves, and never holds it up. */
final class Watchers {
    /** Sockets that watch, of all sessions together. */
    static final int WATCHERS_MAX = 200;

    private final Supplier<GameServer.Status> status;
    private final Map<String, Set<Channel>> bySession = new HashMap<>();
    private final Map<String, Integer> lastTick = new HashMap<>();
    private int watching;

    Watchers(Supplier<GameServer.Status> status) {
        this.status = status;
    }

    /** @return false where there is no such session, or no room */
    boolean add(Channel channel, String gameSimId) {
        var view = views().get(gameSimId);
        if (view == null || watching >= WATCHERS_MAX) {
            return false;
        }
        watching++;
        bySession.computeIfAbsent(gameSimId, id -> new HashSet<>()).add(channel);
        channel.closeFuture().addListener(closed -> remove(channel, gameSimId));
        channel.writeAndFlush(new TextWebSocketFrame(ViewJson.arena(view)));
        return true;
    }

    private void remove(Channel channel, String gameSimId) {
        watching--;
        var channels = bySession.get(gameSimId);
        if (channels != null && channels.remove(channel) && channels.isEmpty()) {
            bySession.remove(gameSimId);
            lastTick.remove(gameSimId);
        }
    }

    private Map<String, SessionView> views() {
        return status.get().sessions().stream().collect(Collectors.toMap(SessionView::gameSimId, view -> view));
    }

    /** Sends what is new to all; who is slow misses frames. */
    void send() {
        if (bySession.isEmpty()) {
            return;
        }
        var views = views();
        for (var gameSimId : Set.copyOf(bySession.keySet())) {
            var channels = Set.copyOf(bySession.get(gameSimId));
            var view = views.get(gameSimId);
            if (view == null) {
                channels.forEach(Watchers::sayGone);
            } else if (!Integer.valueOf(view.frame().tick())
                    .equals(lastTick.put(gameSimId, view.frame().tick()))) {
                send(ViewJson.frame(view), channels);
            }
        }
    }

    private static void send(String text, Set<Channel> channels) {
        var bytes = Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
        for (var channel : channels) {
            if (channel.isWritable()) {
                channel.writeAndFlush(new TextWebSocketFrame(bytes.retainedDuplicate()));
            }
        }
        bytes.release();
    }

    private static void sayGone(Channel channel) {
        channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE, "the session is over"))
                .addListener(sent -> channel.close());
    }
}
