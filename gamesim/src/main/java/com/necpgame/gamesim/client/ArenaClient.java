package com.necpgame.gamesim.client;

import com.necpgame.gamesim.arena.ArenaMap;
import com.necpgame.gamesim.arena.ClientMessage;
import com.necpgame.gamesim.arena.Frame;
import com.necpgame.gamesim.arena.Input;
import com.necpgame.gamesim.arena.Result;
import com.necpgame.gamesim.arena.Screen;
import com.necpgame.gamesim.arena.ServerMessage;
import com.necpgame.gamesim.transport.Channel;
import com.necpgame.gamesim.transport.JoinToken;
import com.necpgame.gamesim.transport.Peer;
import com.necpgame.gamesim.transport.PeerEvents;
import com.necpgame.gamesim.transport.TransportConfig;
import com.necpgame.gamesim.transport.UdpClient;
import com.necpgame.gamesim.transport.Wire;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A player or a spectator of the arena: shows what the server says, and sends what its brain wants. Has no thread of its own; call
 * {@link #step} every few milliseconds.
 */
public final class ArenaClient implements AutoCloseable {
    private static final long SECOND_NANOS = 1_000_000_000;
    /** Inputs made up at once after a pause; the rest is given up. */
    private static final int CATCH_UP_MAX = 5;

    /** Lines of chat that are kept. */
    private static final int SAID_MAX = 50;

    private final UdpClient udp;
    private final Brain brain;
    private final Screen screen = new Screen();
    private final Deque<Input> newestFirst = new ArrayDeque<>();
    private final Deque<String> said = new ArrayDeque<>();
    private final Map<Integer, String> names = new HashMap<>();
    private @Nullable Peer server;
    private ServerMessage.@Nullable Welcome welcome;
    private @Nullable ArenaMap map;
    private ServerMessage.@Nullable Over over;
    private int nextSeq;
    private long outOfOrder;
    private long nonsense;
    private int tick;
    private long roundTripNanos;
    private long dueAt;

    /**
     * @param wire closed with this client
     * @param nowNanos as of {@link System#nanoTime}, or a time of one's own
     */
    public ArenaClient(
            Wire wire, InetSocketAddress to, JoinToken token, TransportConfig config, Brain brain, long nowNanos) {
        this.udp = new UdpClient(wire, to, token, config, new Events(), nowNanos);
        this.brain = brain;
        this.dueAt = nowNanos;
    }

    /** Hears, thinks and speaks. */
    public void step(long nowNanos) {
        udp.poll(nowNanos);
        if (server != null) {
            roundTripNanos = server.roundTripNanos();
        }
        if (welcome != null && map != null && server != null && over == null) {
            think(welcome, map, server, nowNanos);
        }
        udp.flush(nowNanos);
    }

    private void think(ServerMessage.Welcome to, ArenaMap on, Peer peer, long nowNanos) {
        long tickNanos = SECOND_NANOS / to.rules().tickRate();
        if (nowNanos - dueAt > CATCH_UP_MAX * tickNanos) {
            dueAt = nowNanos;
        }
        while (nowNanos - dueAt >= 0) {
            dueAt += tickNanos;
            tick++;
            newestFirst.addFirst(brain.think(screen.newest(), to.slot(), on, tick));
            if (newestFirst.size() > ClientMessage.INPUTS_MAX) {
                newestFirst.removeLast();
            }
            var inputs = new ClientMessage.Inputs(screen.newest().tick(), List.copyOf(newestFirst));
            peer.send(Channel.UNRELIABLE, ByteBuffer.wrap(inputs.encode()));
        }
    }

    /** Says a line of chat. @return whether it is on its way */
    public boolean say(String text) {
        return server != null && server.send(Channel.RELIABLE, ByteBuffer.wrap(new ClientMessage.Say(text).encode()));
    }

    private void hear(ByteBuffer message) {
        try {
            hear(ServerMessage.decode(message));
        } catch (IllegalArgumentException e) {
            nonsense++;
        }
    }

    private void hear(ServerMessage message) {
        switch (message) {
            case ServerMessage.Snapshot snapshot -> screen.show(snapshot);
            case ServerMessage.Welcome first -> {
                count(first.seq());
                welcome = first;
                map = ArenaMap.named(first.map());
            }
            case ServerMessage.Present present -> {
                count(present.seq());
                names.put(present.slot(), present.name());
            }
            case ServerMessage.Left left -> {
                count(left.seq());
                names.remove(left.slot());
            }
            case ServerMessage.Killed killed -> count(killed.seq());
            case ServerMessage.PickedUp up -> count(up.seq());
            case ServerMessage.Said line -> {
                count(line.seq());
                said.addLast(line.text());
                if (said.size() > SAID_MAX) {
                    said.removeFirst();
                }
            }
            case ServerMessage.Over last -> {
                count(last.seq());
                over = last;
            }
        }
    }

    private void count(int seq) {
        outOfOrder += seq == nextSeq ? 0 : 1;
        nextSeq = seq + 1;
    }

    private final class Events implements PeerEvents {
        @Override
        public void connected(Peer peer) {
            server = peer;
        }

        @Override
        public void received(Peer peer, Channel channel, ByteBuffer message) {
            hear(message);
        }

        @Override
        public void disconnected(Peer peer, Reason reason) {
            server = null;
            roundTripNanos = peer.roundTripNanos();
        }
    }

    /** The newest frame that is the server's to the bit; {@link Frame#EMPTY} before the first. */
    public Frame frame() {
        return screen.newest();
    }

    public UdpClient.State state() {
        return udp.state();
    }

    /** The own slot; {@link ServerMessage#NO_SLOT} for a spectator, -1 before the first word. */
    public int slot() {
        return welcome == null ? -1 : welcome.slot();
    }

    /** Who sits where. */
    public Map<Integer, String> names() {
        return Map.copyOf(names);
    }

    /** The last lines of chat, oldest first. */
    public List<String> said() {
        return List.copyOf(said);
    }

    /** The result; null while the game goes on. */
    public @Nullable List<Result> results() {
        return over == null ? null : over.results();
    }

    /** Frames shown, each with the server's checksum. */
    public long framesInSync() {
        return screen.shown();
    }

    /** Frames that differed from the server's, messages that were none, and reliable messages that were missing or out of order: none, ever. */
    public long faults() {
        return screen.wrong() + nonsense + outOfOrder;
    }

    /** Reliable messages that arrived. */
    public long reliableMessages() {
        return nextSeq;
    }

    /** Smoothed, in nanoseconds, the last that was known; 0 before. */
    public long roundTripNanos() {
        return roundTripNanos;
    }

    @Override
    public void close() {
        udp.close();
    }
}
