package com.necpgame.gamesim.transport;

import com.necpgame.gamesim.transport.ReliableReceiver.MessageTooLong;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/** What comes from one peer: takes frames apart, and hands out the messages in them as their channel promises. */
final class Inbox {
    private final ReliableReceiver reliable;
    private final LatestReceiver latest = new LatestReceiver();
    private final BiConsumer<Channel, ByteBuffer> messages;

    /** @param messages told of each message; its buffer is good until it returns */
    Inbox(int messageBytesMax, BiConsumer<Channel, ByteBuffer> messages) {
        this.reliable = new ReliableReceiver(messageBytesMax);
        this.messages = messages;
    }

    /** Takes the frame at the position, which is well formed, and moves the position behind it. */
    void take(ByteBuffer in) throws MessageTooLong {
        byte kind = in.get();
        switch (kind) {
            case Packet.UNRELIABLE -> messages.accept(Channel.UNRELIABLE, bytes(in));
            case Packet.SEGMENT, Packet.SEGMENT_LAST -> takeSegment(kind == Packet.SEGMENT_LAST, in);
            case Packet.LATEST -> takeLatest(in);
            case Packet.LATEST_FRAGMENT -> takeFragment(in);
            default -> {
                // A ping: its acknowledgement is the answer.
            }
        }
    }

    private void takeSegment(boolean last, ByteBuffer in) throws MessageTooLong {
        reliable.arrived(in.getShort(), last, bytes(in));
        for (var message = reliable.poll(); message != null; message = reliable.poll()) {
            messages.accept(Channel.RELIABLE, message);
        }
    }

    private void takeLatest(ByteBuffer in) {
        boolean isNew = latest.arrived(in.getShort());
        var message = bytes(in);
        if (isNew) {
            messages.accept(Channel.LATEST, message);
        }
    }

    private void takeFragment(ByteBuffer in) {
        short id = in.getShort();
        int index = Byte.toUnsignedInt(in.get());
        int count = Byte.toUnsignedInt(in.get());
        var message = latest.arrived(id, index, count, bytes(in));
        if (message != null) {
            messages.accept(Channel.LATEST, message);
        }
    }

    private static ByteBuffer bytes(ByteBuffer in) {
        int length = Short.toUnsignedInt(in.getShort());
        var bytes = in.slice(in.position(), length).asReadOnlyBuffer();
        in.position(in.position() + length);
        return bytes;
    }
}
