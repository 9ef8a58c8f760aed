package com.necpgame.gamesim.transport;

import com.necpgame.gamesim.transport.PeerEvents.Reason;
import com.necpgame.gamesim.transport.ReliableReceiver.MessageTooLong;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** One connection, seen from one of its ends. */
final class Connection implements Peer {
    final JoinClaims claims;
    final InetSocketAddress address;
    private final Datagrams datagrams;
    private final TransportConfig config;
    private final PeerEvents events;
    private final Consumer<Connection> forget;
    private final PacketSeal seal;
    private final ReplayWindow arrivals = new ReplayWindow();
    private final Inbox inbox;
    private final Outbox outbox;
    private final Pace datagramsTaken;
    private boolean connected;
    private boolean closed;
    private long heardAt;
    private long now;

    /** What both ends know of a connection before its first packet. */
    record Terms(JoinClaims claims, InetSocketAddress address, byte[] incomingKey, byte[] outgoingKey) {}

    /** @param forget called once, when the connection is over, before its events are */
    Connection(
            Terms terms,
            Datagrams datagrams,
            TransportConfig config,
            PeerEvents events,
            Consumer<Connection> forget,
            long nowNanos) {
        this.claims = terms.claims();
        this.address = terms.address();
        this.datagrams = datagrams;
        this.config = config;
        this.events = events;
        this.forget = forget;
        this.seal = new PacketSeal(terms.incomingKey());
        this.inbox = new Inbox(config.sending().messageBytesMax(), this::delivered);
        this.outbox = new Outbox(datagrams, address, terms.outgoingKey(), config, arrivals, nowNanos);
        int perSecond = config.admitting().datagramsPerSecondPerPeer();
        this.datagramsTaken = new Pace(perSecond, perSecond, nowNanos);
        this.heardAt = nowNanos;
        this.now = nowNanos;
    }

    @Override
    public JoinClaims claims() {
        return claims;
    }

    @Override
    public boolean send(Channel channel, ByteBuffer message) {
        int most = channel == Channel.UNRELIABLE
                ? TransportConfig.UNRELIABLE_BYTES_MAX
                : config.sending().messageBytesMax();
        if (!message.hasRemaining() || message.remaining() > most) {
            throw new IllegalArgumentException(
                    channel + " takes messages of 1 to " + most + " bytes, not " + message.remaining());
        }
        return !closed && outbox.offer(channel, message.slice(), now);
    }

    @Override
    public boolean isSettled() {
        return outbox.isSettled();
    }

    @Override
    public long roundTripNanos() {
        return outbox.sent().roundTripNanos();
    }

    @Override
    public double loss() {
        return outbox.sent().loss();
    }

    @Override
    public void disconnect() {
        if (!closed) {
            outbox.flush(now);
        }
        close(Reason.HERE);
    }

    /** The handshake is done: from now on the other end is worth an event. */
    void connected() {
        if (!connected) {
            connected = true;
            events.connected(this);
        }
    }

    boolean isConnected() {
        return connected;
    }

    /** Takes a sealed packet, of a length that its type may have. */
    void received(byte type, ByteBuffer datagram, long nowNanos) {
        now = nowNanos;
        long sequence = datagram.getLong(1);
        if (!arrivals.isNew(sequence)) {
            datagrams.dropped(DropCause.REPLAYED);
            return;
        }
        var opened = datagrams.opened.clear();
        if (!seal.open(type, sequence, datagram.position(Packet.HEAD_BYTES), opened)) {
            datagrams.dropped(DropCause.FORGED);
            return;
        }
        opened.flip();
        if (type == Packet.DISCONNECT) {
            close(Reason.THERE);
            return;
        }
        if (!Frames.areWellFormed(
                opened.position(Packet.ACK_BYTES), config.sending().messageBytesMax())) {
            datagrams.dropped(DropCause.MALFORMED);
            return;
        }
        // Only now: else a forger could use up the allowance of another.
        if (!datagramsTaken.take(1, nowNanos)) {
            datagrams.dropped(DropCause.LIMITED);
            return;
        }
        heardAt = nowNanos;
        arrivals.arrived(sequence);
        outbox.sent().acknowledged(Short.toUnsignedInt(opened.getShort(0)), opened.getInt(2), nowNanos);
        connected();
        deliver(opened);
    }

    /** Sends what is due, or gives up where nothing has come for too long. */
    void flush(long nowNanos) {
        if (closed) {
            return;
        }
        now = nowNanos;
        if (nowNanos - heardAt > config.times().timeout().toNanos()) {
            close(Reason.TIMEOUT);
            return;
        }
        outbox.flush(nowNanos);
    }

    void ping(long nowNanos) {
        outbox.ping(nowNanos);
    }

    void close(Reason reason) {
        if (closed) {
            return;
        }
        closed = true;
        if (reason != Reason.THERE) {
            outbox.goodbye(now);
        }
        forget.accept(this);
        if (connected) {
            events.disconnected(this, reason);
        }
    }

    private void deliver(ByteBuffer frames) {
        if (frames.hasRemaining()) {
            outbox.owe(now);
        }
        try {
            while (frames.hasRemaining() && !closed) {
                inbox.take(frames);
            }
        } catch (MessageTooLong e) {
            datagrams.dropped(DropCause.MALFORMED);
            close(Reason.HERE);
        }
    }

    /** One of its messages may have been the reason to close: those behind it are not heard. */
    private void delivered(Channel channel, ByteBuffer message) {
        if (!closed) {
            events.received(this, channel, message);
        }
    }
}
