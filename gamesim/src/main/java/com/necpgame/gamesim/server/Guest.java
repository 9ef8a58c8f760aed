package com.necpgame.gamesim.server;

import com.necpgame.gamesim.arena.ServerMessage;
import com.necpgame.gamesim.transport.Channel;
import com.necpgame.gamesim.transport.Peer;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/** A connection to a session: a player's, or a spectator's. */
final class Guest {
    /** Messages that are none, before one is sent away. */
    static final int NONSENSE_MAX = 20;

    final Peer peer;
    final int slot;
    final InputQueue inputs = new InputQueue();
    int snapshotTick;
    int saidAtTick = Integer.MIN_VALUE / 2;
    private int seq;
    private int nonsense;

    Guest(Peer peer, int slot) {
        this.peer = peer;
        this.slot = slot;
    }

    boolean isPlayer() {
        return slot != ServerMessage.NO_SLOT;
    }

    /** Tells something that must not be missed. Who takes no more is sent away, and may come again. */
    void tell(IntFunction<ServerMessage> message) {
        if (peer.send(Channel.RELIABLE, ByteBuffer.wrap(message.apply(seq).encode()))) {
            seq++;
        } else {
            peer.disconnect();
        }
    }

    void show(ServerMessage.Snapshot snapshot) {
        peer.send(Channel.LATEST, ByteBuffer.wrap(snapshot.encode()));
    }

    void saidNonsense() {
        nonsense++;
        if (nonsense > NONSENSE_MAX) {
            peer.disconnect();
        }
    }
}
