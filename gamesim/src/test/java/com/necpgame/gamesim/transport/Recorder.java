package com.necpgame.gamesim.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Remembers what happened at an endpoint. */
class Recorder implements PeerEvents {
    final List<Peer> connected = new ArrayList<>();
    final List<Reason> reasons = new ArrayList<>();
    final List<Peer> gone = new ArrayList<>();
    final List<Message> messages = new ArrayList<>();

    record Message(Peer from, Channel channel, byte[] bytes) {
        String text() {
            return new String(bytes, UTF_8);
        }
    }

    @Override
    public void connected(Peer peer) {
        connected.add(peer);
    }

    @Override
    public void received(Peer peer, Channel channel, ByteBuffer message) {
        var bytes = new byte[message.remaining()];
        message.get(bytes);
        messages.add(new Message(peer, channel, bytes));
    }

    @Override
    public void disconnected(Peer peer, Reason reason) {
        gone.add(peer);
        reasons.add(reason);
    }

    Peer peer() {
        return connected.getLast();
    }

    List<byte[]> bytes(Channel channel) {
        return messages.stream()
                .filter(message -> message.channel() == channel)
                .map(Message::bytes)
                .toList();
    }

    List<String> texts(Channel channel) {
        return messages.stream()
                .filter(message -> message.channel() == channel)
                .map(Message::text)
                .toList();
    }
}
