package com.necpgame.gamesim.transport;

import java.time.Duration;

/** What a connection may cost, and how patient it is. */
public record TransportConfig(Times times, Sending sending, Admitting admitting) {
    /** The longest message of the unreliable channel, in bytes: it travels in one packet. */
    public static final int UNRELIABLE_BYTES_MAX = Packet.FRAMES_BYTES_MAX - Packet.UNRELIABLE_HEAD_BYTES;

    /** What the wire's format can carry as one message, in bytes. */
    public static final int MESSAGE_BYTES_CEILING = 64 * Packet.PIECE_BYTES;

    /** What docs/gamesim-protocol.md says. */
    public static final TransportConfig STANDARD = new TransportConfig(
            new Times(
                    Duration.ofSeconds(10),
                    Duration.ofMillis(500),
                    Duration.ofMillis(20),
                    Duration.ofMillis(250),
                    Duration.ofSeconds(10),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(1)),
            new Sending(16 * 1024, 256 * 1024, 16 * 1024, 64 * 1024, 20, 5),
            new Admitting(2048, 1000, 1000, 100_000, 200, 5000));

    /** The same, letting others in. */
    public TransportConfig with(Admitting other) {
        return new TransportConfig(times, sending, other);
    }

    /** The same, sending otherwise. */
    public TransportConfig with(Sending other) {
        return new TransportConfig(times, other, admitting);
    }

    /**
     * How long things take.
     *
     * @param timeout how long nothing may come from the other end before it is taken for gone
     * @param keepAlive how long nothing may go out before a ping does
     * @param ackDelayMax how long what has arrived may wait for a packet that goes out anyway and can acknowledge it
     * @param handshakeResend how long a client waits for an answer before it asks again
     * @param handshakeTimeout how long a client tries to connect; and how long a server takes the answer to a challenge
     * @param resendMin the least time before a reliable piece is sent again; above it the round trip decides
     * @param resendMax the most time before a reliable piece is sent again
     */
    public record Times(
            Duration timeout,
            Duration keepAlive,
            Duration ackDelayMax,
            Duration handshakeResend,
            Duration handshakeTimeout,
            Duration resendMin,
            Duration resendMax) {
        public Times {
            positive("timeout", timeout);
            positive("keepAlive", keepAlive);
            positive("handshakeResend", handshakeResend);
            positive("handshakeTimeout", handshakeTimeout);
            positive("resendMin", resendMin);
            positive("resendMax", resendMax);
            if (ackDelayMax.isNegative()) {
                throw new IllegalArgumentException("ackDelayMax must not be negative");
            }
            if (keepAlive.compareTo(timeout) >= 0) {
                throw new IllegalArgumentException("keepAlive must be shorter than timeout");
            }
            if (resendMax.compareTo(resendMin) < 0) {
                throw new IllegalArgumentException("resendMax must not be below resendMin");
            }
        }
    }

    /**
     * What goes to one peer. The unreliable and the latest channel share one rate, the reliable one has another as large.
     *
     * @param messageBytesMax the longest message of the reliable and the latest channel, 1 to {@link #MESSAGE_BYTES_CEILING}
     * @param bytesPerSecondMax the most that is sent
     * @param bytesPerSecondMin where halving of the unreliable and latest channels stops under loss
     * @param burstBytes the most that is sent at once
     * @param lossPercentHigh above this loss the unreliable and latest channels are halved, each second
     * @param disconnectCopies how often a goodbye is said
     */
    public record Sending(
            int messageBytesMax,
            int bytesPerSecondMax,
            int bytesPerSecondMin,
            int burstBytes,
            int lossPercentHigh,
            int disconnectCopies) {
        public Sending {
            within("messageBytesMax", messageBytesMax, 1, MESSAGE_BYTES_CEILING);
            within("bytesPerSecondMax", bytesPerSecondMax, Packet.MTU_BYTES, Integer.MAX_VALUE);
            within("bytesPerSecondMin", bytesPerSecondMin, Packet.MTU_BYTES, bytesPerSecondMax);
            // Else a message of the longest could never leave.
            within("burstBytes", burstBytes, 2 * Math.max(messageBytesMax, Packet.MTU_BYTES), Integer.MAX_VALUE);
            within("lossPercentHigh", lossPercentHigh, 1, 100);
            within("disconnectCopies", disconnectCopies, 1, 20);
        }
    }

    /**
     * Whom an endpoint listens to.
     *
     * @param datagramsPerPollMax how many datagrams one poll takes; the rest wait in the socket
     * @param datagramsPerSecondPerPeer how many sealed datagrams of one peer it takes; the rest count as lost
     * @param connectionsMax how many connections a server holds
     * @param usedTokensMax how many used tokens a server remembers; beyond, it admits nobody until some have expired
     * @param handshakesPerSecondPerSource how many requests and responses of one source (an IPv4 address, an IPv6 /64) a server looks at
     * @param handshakesPerSecondTotal how many requests of all sources a server looks at
     */
    public record Admitting(
            int datagramsPerPollMax,
            int datagramsPerSecondPerPeer,
            int connectionsMax,
            int usedTokensMax,
            int handshakesPerSecondPerSource,
            int handshakesPerSecondTotal) {
        public Admitting {
            within("datagramsPerPollMax", datagramsPerPollMax, 1, 1_000_000);
            within("datagramsPerSecondPerPeer", datagramsPerSecondPerPeer, 1, 1_000_000);
            within("connectionsMax", connectionsMax, 1, 100_000);
            within("usedTokensMax", usedTokensMax, connectionsMax, 10_000_000);
            within("handshakesPerSecondPerSource", handshakesPerSecondPerSource, 1, 1_000_000);
            within("handshakesPerSecondTotal", handshakesPerSecondTotal, 1, 10_000_000);
        }

        /** The same, with room for so many. */
        public Admitting withRoom(int connections, int usedTokens) {
            return new Admitting(
                    datagramsPerPollMax,
                    datagramsPerSecondPerPeer,
                    connections,
                    usedTokens,
                    handshakesPerSecondPerSource,
                    handshakesPerSecondTotal);
        }

        /** The same, with other limits of handshakes. */
        public Admitting withHandshakesPerSecond(int perSource, int total) {
            return new Admitting(
                    datagramsPerPollMax, datagramsPerSecondPerPeer, connectionsMax, usedTokensMax, perSource, total);
        }
    }

    private static void positive(String what, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(what + " must be positive");
        }
    }

    private static void within(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ": " + value);
        }
    }
}
