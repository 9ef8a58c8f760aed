package com.necpgame.gamesim.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** What goes to one peer: gathers frames into packets, seals and sends them, remembers them until they are acknowledged. */
final class Outbox {
    /** So many packets do not wait for the delay: an acknowledgement names 33, and none shall fall out of it. */
    private static final int OWED_MAX = 16;

    private final Datagrams datagrams;
    private final InetSocketAddress address;
    private final PacketSeal seal;
    private final TransportConfig config;
    private final ReplayWindow arrivals;
    private final ReliableSender reliable;
    private final SentPackets sent;
    private final LooseRate loose;
    /** Of the reliable channel. */
    private final Pace firm;

    private final ByteBuffer packet = ByteBuffer.allocate(Packet.PLAIN_BYTES_MAX);
    private final short[] pieces = new short[Packet.FRAMES_BYTES_MAX / Packet.SEGMENT_HEAD_BYTES];
    private int piecesCount;
    private short latestId;
    private long sentAt;
    private int owed;
    private long owedSince;

    Outbox(
            Datagrams datagrams,
            InetSocketAddress address,
            byte[] key,
            TransportConfig config,
            ReplayWindow arrivals,
            long nowNanos) {
        this.datagrams = datagrams;
        this.address = address;
        this.seal = new PacketSeal(key);
        this.config = config;
        this.arrivals = arrivals;
        this.reliable = new ReliableSender(config);
        this.sent = new SentPackets(reliable::acknowledged);
        this.loose = new LooseRate(config.sending(), nowNanos);
        this.firm =
                new Pace(config.sending().bytesPerSecondMax(), config.sending().burstBytes(), nowNanos);
        this.sentAt = nowNanos;
        packet.position(Packet.ACK_BYTES);
    }

    SentPackets sent() {
        return sent;
    }

    boolean isSettled() {
        return reliable.isEmpty();
    }

    boolean offer(Channel channel, ByteBuffer message, long nowNanos) {
        return switch (channel) {
            case UNRELIABLE -> offerUnreliable(message, nowNanos);
            case RELIABLE -> reliable.offer(message);
            case LATEST -> offerLatest(message, nowNanos);
        };
    }

    /** Sends what is due: frames that wait, reliable pieces, an acknowledgement that was asked for, a sign of life. */
    void flush(long nowNanos) {
        loose.adjust(sent.loss(), nowNanos);
        putPieces(nowNanos);
        if (!hasFrames() && nowNanos - sentAt >= config.times().keepAlive().toNanos()) {
            packet.put(Packet.PING);
        }
        boolean ackDue =
                owed > 0 && nowNanos - owedSince >= config.times().ackDelayMax().toNanos();
        if (hasFrames() || ackDue) {
            transmit(nowNanos);
        }
    }

    /** A packet with frames has arrived, which the other end wants acknowledged. */
    void owe(long nowNanos) {
        if (owed++ == 0) {
            owedSince = nowNanos;
        }
        if (owed >= OWED_MAX) {
            transmit(nowNanos);
        }
    }

    /** A packet that wants an acknowledgement, now. */
    void ping(long nowNanos) {
        room(1, nowNanos).put(Packet.PING);
        transmit(nowNanos);
    }

    /** Says goodbye, several times, since nobody will acknowledge it. */
    void goodbye(long nowNanos) {
        for (int i = 0; i < config.sending().disconnectCopies(); i++) {
            seal(Packet.DISCONNECT, ByteBuffer.allocate(0), false, nowNanos);
        }
    }

    private boolean offerUnreliable(ByteBuffer message, long nowNanos) {
        int frameBytes = Packet.UNRELIABLE_HEAD_BYTES + message.remaining();
        if (!loose.take(frameBytes, nowNanos)) {
            return false;
        }
        room(frameBytes, nowNanos)
                .put(Packet.UNRELIABLE)
                .putShort((short) message.remaining())
                .put(message);
        return true;
    }

    private boolean offerLatest(ByteBuffer message, long nowNanos) {
        int length = message.remaining();
        int count = Packet.pieces(length);
        int head = length <= Packet.PIECE_BYTES ? Packet.LATEST_HEAD_BYTES : count * Packet.FRAGMENT_HEAD_BYTES;
        if (!loose.take(head + length, nowNanos)) {
            return false;
        }
        latestId++;
        if (count == 1) {
            room(head + length, nowNanos)
                    .put(Packet.LATEST)
                    .putShort(latestId)
                    .putShort((short) length)
                    .put(message);
        }
        for (int index = 0; count > 1 && index < count; index++) {
            putFragment(index, count, message, nowNanos);
        }
        return true;
    }

    private void putFragment(int index, int count, ByteBuffer message, long nowNanos) {
        int length = Math.min(Packet.PIECE_BYTES, message.remaining());
        room(Packet.FRAGMENT_HEAD_BYTES + length, nowNanos)
                .put(Packet.LATEST_FRAGMENT)
                .putShort(latestId)
                .put((byte) index)
                .put((byte) count)
                .putShort((short) length)
                .put(message.slice(message.position(), length));
        message.position(message.position() + length);
    }

    private void putPieces(long nowNanos) {
        long patience = sent.patienceNanos();
        long id = reliable.due(0, patience, nowNanos);
        while (id < reliable.end() && firm.take(reliable.frameBytes(id), nowNanos)) {
            var out = room(reliable.frameBytes(id), nowNanos);
            reliable.write(id, out, nowNanos);
            pieces[piecesCount++] = (short) id;
            id = reliable.due(id + 1, patience, nowNanos);
        }
    }

    /** A packet with room for so many bytes: sends what is gathered where it has none. */
    private ByteBuffer room(int bytes, long nowNanos) {
        if (packet.remaining() < bytes) {
            transmit(nowNanos);
        }
        return packet;
    }

    private boolean hasFrames() {
        return packet.position() > Packet.ACK_BYTES;
    }

    private void transmit(long nowNanos) {
        boolean wantsAck = hasFrames();
        packet.putShort(0, (short) arrivals.newest()).putInt(2, arrivals.ackBits());
        seal(Packet.PAYLOAD, packet.flip(), wantsAck, nowNanos);
        packet.clear().position(Packet.ACK_BYTES);
        piecesCount = 0;
        owed = 0;
    }

    private void seal(byte type, ByteBuffer plain, boolean wantsAck, long nowNanos) {
        long sequence = sent.next();
        datagrams.outgoing.put(type).putLong(sequence);
        seal.seal(type, sequence, plain, datagrams.outgoing);
        datagrams.send(address);
        sent.sent(nowNanos, wantsAck, pieces, piecesCount);
        sentAt = nowNanos;
    }
}
