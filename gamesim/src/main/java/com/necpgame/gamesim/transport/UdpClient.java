package com.necpgame.gamesim.transport;

import com.necpgame.gamesim.transport.PeerEvents.Reason;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of the wire: connects with a join token, and carries messages. It has no thread of its own; all its methods, and
 * its peer's, are for the one thread that polls it, and its events are called on that; they may send and disconnect, not poll.
 */
public final class UdpClient implements AutoCloseable {
    private final Datagrams datagrams;
    private final InetSocketAddress server;
    private final JoinToken token;
    private final TransportConfig config;
    private final PeerEvents events;
    private final Proof proof = new Proof();
    private final long begunAt;
    private State state = State.CONNECTING;
    private byte @Nullable [] cookie;
    private @Nullable Connection connection;
    private long askedAt;
    private long nowNanos;

    /** How far it is. */
    public enum State {
        /** The handshake goes on. */
        CONNECTING,
        /** Messages travel; {@link PeerEvents#connected} was called. */
        CONNECTED,
        /** The server has no room. */
        DENIED,
        /** The server did not answer the handshake: it is not there, or takes the token for none of its own. */
        UNANSWERED,
        /** It was connected, and {@link PeerEvents#disconnected} was called, or it was closed before. */
        CLOSED
    }

    /**
     * @param wire closed with this client
     * @param token used for nothing else, before or after
     * @param server resolved; what comes from another address is dropped
     * @param nowNanos the time that polls count on from, as of {@link System#nanoTime}
     */
    public UdpClient(
            Wire wire,
            InetSocketAddress server,
            JoinToken token,
            TransportConfig config,
            PeerEvents events,
            long nowNanos) {
        if (server.isUnresolved()) {
            throw new IllegalArgumentException("no such host: " + server);
        }
        this.datagrams = new Datagrams(wire);
        this.server = server;
        this.token = token;
        this.config = config;
        this.events = events;
        this.begunAt = nowNanos;
        this.askedAt = nowNanos - config.times().handshakeResend().toNanos();
        this.nowNanos = nowNanos;
    }

    public State state() {
        return state;
    }

    /** The server, while connected. */
    public Optional<Peer> peer() {
        return state == State.CONNECTED ? Optional.ofNullable(connection) : Optional.empty();
    }

    /** Takes what has arrived, and calls the events; returns how many datagrams it took. */
    public int poll(long now) {
        nowNanos = now;
        return datagrams.take(config.admitting().datagramsPerPollMax(), this::received);
    }

    /** Sends what is due: the handshake, messages, what must be sent again, acknowledgements, signs of life. */
    public void flush(long now) {
        nowNanos = now;
        if (state == State.CONNECTED && connection != null) {
            connection.flush(now);
        } else if (state == State.CONNECTING
                && now - begunAt > config.times().handshakeTimeout().toNanos()) {
            state = State.UNANSWERED;
        } else if (state == State.CONNECTING
                && now - askedAt >= config.times().handshakeResend().toNanos()) {
            ask();
        }
    }

    /** What it has counted since it was opened. */
    public TransportStats stats() {
        return datagrams.stats();
    }

    /** Says goodbye, and closes the wire. */
    @Override
    public void close() {
        if (state == State.CONNECTED && connection != null) {
            connection.disconnect();
        }
        state = state == State.CONNECTING ? State.CLOSED : state;
        datagrams.wire.close();
    }

    private void ask() {
        askedAt = nowNanos;
        if (cookie == null) {
            datagrams.outgoing.put(Packet.REQUEST).put(token.sent());
            datagrams.outgoing.put(new byte[datagrams.outgoing.remaining()]);
        } else {
            datagrams.outgoing.put(Packet.RESPONSE).put(token.sent()).put(cookie);
            proof.put(token.clientToServerKey(), datagrams.outgoing);
        }
        datagrams.send(server);
    }

    private void received(InetSocketAddress from) {
        if (!from.equals(server)) {
            datagrams.dropped(DropCause.UNKNOWN_SOURCE);
            return;
        }
        byte type = datagrams.incoming.get(0);
        switch (type) {
            case Packet.CHALLENGE -> challenged();
            case Packet.DENIED -> denied();
            case Packet.PAYLOAD, Packet.DISCONNECT -> sealed(type);
            default -> datagrams.dropped(DropCause.WRONG_TYPE);
        }
    }

    private void challenged() {
        if (!isShown(Packet.CHALLENGE_BYTES) || state != State.CONNECTING || cookie != null) {
            return;
        }
        var shown = new byte[Packet.COOKIE_BYTES];
        datagrams.incoming.get(1, shown);
        cookie = shown;
        var terms =
                new Connection.Terms(JoinClaims.UNKNOWN, server, token.serverToClientKey(), token.clientToServerKey());
        connection = new Connection(terms, datagrams, config, new Following(), gone -> state = State.CLOSED, nowNanos);
        ask();
    }

    private void denied() {
        if (isShown(Packet.DENIED_BYTES) && state == State.CONNECTING) {
            state = State.DENIED;
        }
    }

    /** Whether the handshake's packet has its length, and was written with the token's key. */
    private boolean isShown(int bytes) {
        var in = datagrams.incoming;
        if (in.remaining() != bytes) {
            datagrams.dropped(DropCause.WRONG_SIZE);
            return false;
        }
        if (!proof.isGood(token.serverToClientKey(), in.position(bytes - Packet.MAC_BYTES))) {
            datagrams.dropped(DropCause.BAD_PROOF);
            return false;
        }
        return true;
    }

    private void sealed(byte type) {
        var in = datagrams.incoming;
        boolean open = state == State.CONNECTING || state == State.CONNECTED;
        if (!Packet.isSealedLength(type, in.remaining())) {
            datagrams.dropped(DropCause.WRONG_SIZE);
        } else if (connection == null || !open) {
            datagrams.dropped(DropCause.UNKNOWN_SOURCE);
        } else {
            connection.received(type, in, nowNanos);
        }
    }

    /** The owner's events, with the state kept beside them. */
    private final class Following implements PeerEvents {
        @Override
        public void connected(Peer peer) {
            state = State.CONNECTED;
            events.connected(peer);
        }

        @Override
        public void received(Peer peer, Channel channel, ByteBuffer message) {
            events.received(peer, channel, message);
        }

        @Override
        public void disconnected(Peer peer, Reason reason) {
            state = State.CLOSED;
            events.disconnected(peer, reason);
        }
    }
}
