package com.necpgame.gamesim.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides whom a server lets in. What costs least is looked at first; nothing is remembered of a source before it has
 * answered its challenge, and whatever is sent to it until then is smaller than what it sent.
 */
final class ServerHandshake {
    private static final int TOKEN_AT = 1;
    private static final int COOKIE_AT = TOKEN_AT + JoinToken.SENT_BYTES;
    private static final int PROOF_AT = COOKIE_AT + Packet.COOKIE_BYTES;

    private final Datagrams datagrams;
    private final Cookies cookies;
    private final SourceLimits sources;
    private final Pace all;
    private final Proof proof = new Proof();
    private TokenOpener opener;

    ServerHandshake(
            Datagrams datagrams, TokenOpener opener, TransportConfig config, RandomGenerator random, long nowNanos) {
        this.datagrams = datagrams;
        this.opener = opener;
        var key = new byte[JoinToken.KEY_BYTES];
        random.nextBytes(key);
        this.cookies = new Cookies(key, config.times().handshakeTimeout().toNanos(), nowNanos);
        this.sources = new SourceLimits(config.admitting().handshakesPerSecondPerSource(), random.nextLong(), nowNanos);
        this.all = new Pace(
                config.admitting().handshakesPerSecondTotal(),
                config.admitting().handshakesPerSecondTotal(),
                nowNanos);
    }

    void opener(TokenOpener newOpener) {
        opener = newOpener;
    }

    /** The request that has just arrived, if it is good. */
    @Nullable
    Admission request(InetSocketAddress from, long nowNanos, long nowMillis) {
        var in = datagrams.incoming;
        if (in.remaining() != Packet.REQUEST_BYTES) {
            return dropped(DropCause.WRONG_SIZE);
        }
        if (!sources.allows(from.getAddress(), nowNanos) || !all.take(1, nowNanos)) {
            return dropped(DropCause.LIMITED);
        }
        return admission(in, nowMillis);
    }

    /** Asks the source to show that it can be reached where it says. */
    void challenge(Admission admission, InetSocketAddress from, long nowNanos) {
        var out = datagrams.outgoing.put(Packet.CHALLENGE);
        cookies.put(out, token(), from, nowNanos);
        proof.put(admission.serverToClient(), out);
        datagrams.send(from);
    }

    /** The response that has just arrived, if it is good: its sender is reachable there, and has the token's keys. */
    @Nullable
    Admission response(InetSocketAddress from, long nowNanos, long nowMillis) {
        var in = datagrams.incoming;
        if (in.remaining() != Packet.RESPONSE_BYTES) {
            return dropped(DropCause.WRONG_SIZE);
        }
        if (!sources.allows(from.getAddress(), nowNanos)) {
            return dropped(DropCause.LIMITED);
        }
        if (!cookies.isGood(in.slice(COOKIE_AT, Packet.COOKIE_BYTES), token(), from, nowNanos)) {
            return dropped(DropCause.BAD_COOKIE);
        }
        var admission = admission(in, nowMillis);
        if (admission != null && !proof.isGood(admission.clientToServer(), in.position(PROOF_AT))) {
            return dropped(DropCause.BAD_PROOF);
        }
        return admission;
    }

    /** Tells a client that has shown itself that there is no room. */
    void deny(Admission admission, InetSocketAddress from) {
        proof.put(
                admission.serverToClient(),
                datagrams.outgoing.put(Packet.DENIED).put((byte) 1));
        datagrams.send(from);
    }

    private @Nullable Admission admission(ByteBuffer in, long nowMillis) {
        in.position(TOKEN_AT);
        var cause = opener.glance(in, nowMillis);
        if (cause != null) {
            return dropped(cause);
        }
        var admission = opener.open(in);
        return admission == null ? dropped(DropCause.BAD_TOKEN) : admission;
    }

    private ByteBuffer token() {
        return datagrams.incoming.slice(TOKEN_AT, JoinToken.SENT_BYTES);
    }

    private @Nullable Admission dropped(DropCause cause) {
        datagrams.dropped(cause);
        return null;
    }
}
