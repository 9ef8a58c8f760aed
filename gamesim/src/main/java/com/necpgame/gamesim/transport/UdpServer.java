package com.necpgame.gamesim.transport;

import com.necpgame.gamesim.transport.PeerEvents.Reason;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of the wire: lets in who shows a join token, and carries messages. It has no thread of its own; all its methods,
 * and its peers', are for the one thread that polls it, and its events are called on that; they may send and disconnect, not poll.
 */
public final class UdpServer implements AutoCloseable {
    private final Datagrams datagrams;
    private final TransportConfig config;
    private final PeerEvents events;
    private final InstantSource clock;
    private final ServerHandshake handshake;
    private final UsedTokens used;
    private final long protocolId;
    private final Map<InetSocketAddress, Connection> byAddress = new HashMap<>();
    private final Map<Player, Connection> byPlayer = new HashMap<>();
    private final List<Connection> due = new ArrayList<>();
    private long nowNanos;

    /** Who may hold one connection: the same player in another session is another. */
    private record Player(String gameSimId, String playerId) {
        static Player of(JoinClaims claims) {
            return new Player(claims.gameSimId(), claims.playerId());
        }
    }

    /**
     * @param wire closed with this server
     * @param tokenKey what the registry told at registration, 32 bytes
     * @param protocolId {@link ProtocolId#of} the version that the server is registered with
     * @param clock by which tokens expire
     * @param random makes the key of the challenges: strong, but in tests
     * @param nowNanos the time that polls count on from, as of {@link System#nanoTime}
     */
    public UdpServer(
            Wire wire,
            byte[] tokenKey,
            long protocolId,
            TransportConfig config,
            PeerEvents events,
            InstantSource clock,
            RandomGenerator random,
            long nowNanos) {
        this.datagrams = new Datagrams(wire);
        this.config = config;
        this.events = events;
        this.clock = clock;
        this.protocolId = protocolId;
        this.handshake =
                new ServerHandshake(datagrams, new TokenOpener(tokenKey, protocolId), config, random, nowNanos);
        this.used = new UsedTokens(config.admitting().usedTokensMax());
        this.nowNanos = nowNanos;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return datagrams.wire.address();
    }

    /** Takes the key of a new epoch: tokens of the one before no longer open. Connections stay. */
    public void tokenKey(byte[] tokenKey) {
        handshake.opener(new TokenOpener(tokenKey, protocolId));
    }

    /**
     * Takes what has arrived, at most {@link TransportConfig.Admitting#datagramsPerPollMax} datagrams, and calls the events.
     *
     * @param now as of {@link System#nanoTime}
     * @return how many datagrams it took
     */
    public int poll(long now) {
        nowNanos = now;
        return datagrams.take(config.admitting().datagramsPerPollMax(), this::received);
    }

    /** Sends what is due: messages, what must be sent again, acknowledgements, signs of life; gives up silent peers. */
    public void flush(long now) {
        nowNanos = now;
        used.expire(clock.millis());
        due.clear();
        due.addAll(byAddress.values());
        for (var connection : due) {
            connection.flush(now);
        }
    }

    /** How many connections there are. */
    public int connections() {
        return byAddress.size();
    }

    /** What it has counted since it was opened. */
    public TransportStats stats() {
        return datagrams.stats();
    }

    /** Says goodbye to all, and closes the wire. */
    @Override
    public void close() {
        List.copyOf(byAddress.values()).forEach(Connection::disconnect);
        datagrams.wire.close();
    }

    int usedTokens() {
        return used.size();
    }

    private void received(InetSocketAddress from) {
        byte type = datagrams.incoming.get(0);
        switch (type) {
            case Packet.REQUEST -> request(from);
            case Packet.RESPONSE -> response(from);
            case Packet.PAYLOAD, Packet.DISCONNECT -> sealed(type, from);
            default -> datagrams.dropped(DropCause.WRONG_TYPE);
        }
    }

    private void request(InetSocketAddress from) {
        var admission = handshake.request(from, nowNanos, clock.millis());
        if (admission == null) {
            return;
        }
        var user = used.user(admission.tokenId());
        if (user == null || isConnected(user, from)) {
            handshake.challenge(admission, from, nowNanos);
        } else {
            datagrams.dropped(DropCause.TOKEN_USED);
        }
    }

    private void response(InetSocketAddress from) {
        var admission = handshake.response(from, nowNanos, clock.millis());
        if (admission == null) {
            return;
        }
        var user = used.user(admission.tokenId());
        var present = byAddress.get(from);
        if (user == null) {
            admit(admission, from);
        } else if (present != null && isConnected(user, from)) {
            present.ping(nowNanos);
        } else {
            datagrams.dropped(DropCause.TOKEN_USED);
        }
    }

    /** The answer to an earlier response was lost, and its sender asks again. */
    private boolean isConnected(InetSocketAddress user, InetSocketAddress from) {
        return user.equals(from) && byAddress.containsKey(from);
    }

    private void admit(Admission admission, InetSocketAddress from) {
        var player = Player.of(admission.claims());
        var earlier = byPlayer.get(player);
        var present = byAddress.get(from);
        if (used.isFull()
                || (earlier == null
                        && present == null
                        && byAddress.size() >= config.admitting().connectionsMax())) {
            datagrams.dropped(DropCause.FULL);
            handshake.deny(admission, from);
            return;
        }
        used.add(admission, from);
        giveWay(earlier);
        giveWay(present);
        connect(admission, player, from);
    }

    private void giveWay(@Nullable Connection connection) {
        if (connection != null) {
            connection.close(Reason.REPLACED);
        }
    }

    private void connect(Admission admission, Player player, InetSocketAddress from) {
        var terms =
                new Connection.Terms(admission.claims(), from, admission.clientToServer(), admission.serverToClient());
        var connection = new Connection(terms, datagrams, config, events, this::forget, nowNanos);
        byAddress.put(from, connection);
        byPlayer.put(player, connection);
        connection.ping(nowNanos);
        connection.connected();
    }

    private void sealed(byte type, InetSocketAddress from) {
        if (!Packet.isSealedLength(type, datagrams.incoming.remaining())) {
            datagrams.dropped(DropCause.WRONG_SIZE);
            return;
        }
        var connection = byAddress.get(from);
        if (connection == null) {
            datagrams.dropped(DropCause.UNKNOWN_SOURCE);
        } else {
            connection.received(type, datagrams.incoming, nowNanos);
        }
    }

    private void forget(Connection connection) {
        byAddress.remove(connection.address, connection);
        byPlayer.remove(Player.of(connection.claims), connection);
    }
}
