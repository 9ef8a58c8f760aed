package com.necpgame.server;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnClose;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** As much of {@code docs/voice.md} as the page needs: everybody in one lobby, nothing checked, nothing kept. */
@ServerWebSocket("/voice")
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(property = "test.voice")
class VoiceStandIn {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SEAT = "seat";
    private static final int ALIAS = 7;
    private static final int FLAGS = 1;
    private static final byte FIRST = 0x40;

    private final VoiceStandInRoutes routes;
    private final Clock clock;
    private final AtomicInteger lastSsrc = new AtomicInteger(1000);
    private final Map<String, Seat> seats = new ConcurrentHashMap<>();
    private final Map<String, Integer> resumable = new ConcurrentHashMap<>();

    VoiceStandIn(VoiceStandInRoutes routes, Clock clock) {
        this.routes = routes;
        this.clock = clock;
    }

    void close(String connectionId) {
        requireNonNull(seats.get(connectionId)).session.close(CloseReason.GOING_AWAY);
    }

    @OnOpen
    void open(WebSocketSession session, @QueryValue String ticket) {
        var player = routes.tickets.remove(ticket);
        if (player == null) {
            session.close(CloseReason.POLICY_VIOLATION);
            return;
        }
        var seat = new Seat(session, player, "con_" + lastSsrc.incrementAndGet(), lastSsrc.get());
        session.put(SEAT, seat);
        seats.put(seat.connectionId, seat);
        others(seat).forEach(other -> other.push("presence", presence("joined", seat)));
    }

    @OnClose
    void closed(WebSocketSession session) {
        var seat = session.get(SEAT, Seat.class).orElse(null);
        if (seat != null) {
            seats.remove(seat.connectionId);
            others(seat).forEach(other -> other.push("presence", presence("left", seat)));
        }
    }

    @OnMessage(maxPayloadLength = 131_072)
    void message(WebSocketFrame frame, WebSocketSession session) {
        try {
            var seat = session.get(SEAT, Seat.class).orElseThrow();
            if (frame instanceof TextWebSocketFrame text) {
                text(seat, JSON.readTree(text.text()));
            } else {
                var bytes = new byte[frame.content().readableBytes()];
                frame.content().readBytes(bytes);
                binary(seat, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            frame.release();
        }
    }

    private void text(Seat seat, JsonNode message) {
        var data = message.path("data");
        switch (message.get("action").asText()) {
            case "hello" -> seat.answer(message, "welcome", welcome(seat, data));
            case "join" -> seat.answer(message, "joined", joined(data.get("room").asText()));
            case "mute" -> {
                var player = data.path("playerId").asText("");
                if (player.isEmpty()) {
                    seat.isMuted = data.get("on").asBoolean();
                } else {
                    change(seat.unheard, player, data.get("on").asBoolean());
                }
                seat.answer(message, "muted", data);
            }
            case "deafen" -> {
                seat.isDeaf = data.get("on").asBoolean();
                seat.answer(message, "deafened", data);
            }
            case "sendaudio" ->
                hearers(seat, hearer -> !hearer.isBinary).forEach(hearer -> hearer.push("audio", clip(seat, message)));
            case "ping" -> seat.answer(message, "pong", data);
            case "stats" -> {}
            default -> seat.answer(message, message.get("action").asText() + "ed", data);
        }
    }

    private Map<String, Object> welcome(Seat seat, JsonNode data) {
        var resumed = resumable.remove(data.path("resume").asText(""));
        if (resumed != null) {
            seat.ssrc = resumed;
        }
        seat.isBinary = data.path("framing").asText("json").equals("binary");
        seat.isEcho = data.path("echo").asBoolean();
        var token = "resume-" + seat.connectionId;
        resumable.put(token, seat.ssrc);
        return Map.of(
                "connectionId",
                seat.connectionId,
                "playerId",
                seat.player,
                "ssrc",
                seat.ssrc,
                "binary",
                true,
                "resumeToken",
                token,
                "resumed",
                resumed != null,
                "rooms",
                List.of(joined("lobby")));
    }

    private Map<String, Object> joined(String room) {
        var members = seats.values().stream().map(VoiceStandIn::member).toList();
        return Map.of(
                "room",
                room,
                "type",
                room.equals("lobby") ? "lobby" : "party",
                "alias",
                ALIAS,
                "listenOnly",
                false,
                "mayTalk",
                true,
                "moderator",
                false,
                "recording",
                room.equals("lobby") ? "off" : "on",
                "members",
                members);
    }

    private static Map<String, Object> member(Seat seat) {
        return Map.of("playerId", seat.player, "ssrc", seat.ssrc, "mayTalk", true, "muted", seat.isMuted);
    }

    private static Map<String, Object> presence(String event, Seat seat) {
        return Map.of("room", "lobby", "event", event, "member", member(seat));
    }

    private Map<String, Object> clip(Seat seat, JsonNode message) {
        return Map.of(
                "audio", message.get("data").asText(),
                "author", seat.player,
                "timestamp", clock.instant().toString(),
                "status", "VALIDATED",
                "seq", message.get("seq").asInt(),
                "codec", "pcm16");
    }

    /** Kind, codec and flags, then the room's alias (2) and the speaker's ssrc (4), which are ours to write. */
    private void binary(Seat seat, byte[] frame) {
        frame[2] = ALIAS;
        frame[3] = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            frame[4 + i] = (byte) (seat.ssrc >> 8 * i);
        }
        boolean isEnd = (frame[0] & 0x0F) == 2;
        if ((frame[FLAGS] & FIRST) != 0 || isEnd) {
            var talking = Map.of("room", "lobby", "ssrc", seat.ssrc, "playerId", seat.player, "on", !isEnd);
            hearers(seat, _ -> true).forEach(hearer -> hearer.push("talking", talking));
        }
        hearers(seat, hearer -> hearer.isBinary)
                .forEach(hearer -> hearer.send(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame))));
    }

    private Stream<Seat> hearers(Seat seat, Predicate<Seat> wanted) {
        if (seat.isMuted) {
            return Stream.empty();
        }
        var hearers = seat.isEcho ? Stream.of(seat) : others(seat).stream();
        return hearers.filter(hearer -> !hearer.isDeaf && !hearer.unheard.contains(seat.player))
                .filter(wanted);
    }

    private Collection<Seat> others(Seat seat) {
        return seats.values().stream().filter(other -> other != seat).toList();
    }

    private static void change(Set<String> set, String value, boolean on) {
        if (on) {
            set.add(value);
        } else {
            set.remove(value);
        }
    }

    private static final class Seat {
        final WebSocketSession session;
        final String player;
        final String connectionId;
        final Set<String> unheard = new HashSet<>();
        volatile int ssrc;
        volatile boolean isBinary;
        volatile boolean isEcho;
        volatile boolean isMuted;
        volatile boolean isDeaf;

        Seat(WebSocketSession session, String player, String connectionId, int ssrc) {
            this.session = session;
            this.player = player;
            this.connectionId = connectionId;
            this.ssrc = ssrc;
        }

        void answer(JsonNode message, String action, Object data) {
            say(action, message.path("cid").asText(null), data);
        }

        void push(String action, Object data) {
            say(action, null, data);
        }

        private void say(String action, @Nullable String cid, Object data) {
            var message = new LinkedHashMap<String, Object>();
            message.put("action", action);
            message.put("data", data);
            if (cid != null) {
                message.put("cid", cid);
            }
            try {
                send(new TextWebSocketFrame(JSON.writeValueAsString(message)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void send(WebSocketFrame frame) {
            session.sendAsync(frame);
        }
    }
}
