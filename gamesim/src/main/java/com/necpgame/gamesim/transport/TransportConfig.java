package com.necpgame.gamesim.transport;

import java.time.Duration;

/**
 * What a connection may cost, and how patient it is.
 *
 * @param timeout how long nothing may come from the other end before it is taken for gone
 * @param keepAlive how long nothing may go out before a ping does
 * @param ackDelayMax how long what has arrived may wait for a packet that goes out anyway and can acknowledge it
 * @param handshakeResend how long a client waits for an answer before it asks again
 * @param handshakeTimeout how long a client tries to connect; and how long a server takes the answer to a challenge
 * @param resendMin the least time before a reliable piece is sent again; above it the round trip decides
 * @param resendMax the most time before a reliable piece is sent again
 * @param messageBytesMax the longest message of the reliable and the latest channel, 1 to {@value #MESSAGE_BYTES_CEILING}
 * @param sendBytesPerSecondMax the most that is sent to one peer, without retries of the handshake
 * @param sendBytesPerSecondMin where halving of the unreliable and latest channels stops under loss
 * @param sendBurstBytes the most that is sent to one peer at once
 * @param lossPercentHigh above this loss the unreliable and latest channels are halved, each second
 * @param disconnectCopies how often a goodbye is said
 * @param datagramsPerPollMax how many datagrams one poll takes; the rest wait in the socket
 * @param connectionsMax how many connections a server holds
 * @param usedTokensMax how many used tokens a server remembers; beyond, it admits nobody until some have expired
 * @param handshakesPerSecondPerSource how many requests and responses of one source (an IPv4 address, an IPv6 /64) a server looks at
 * @param handshakesPerSecondTotal how many requests of all sources a server looks at
 */
public record TransportConfig(
        Duration timeout,
        Duration keepAlive,
        Duration ackDelayMax,
        Duration handshakeResend,
        Duration handshakeTimeout,
        Duration resendMin,
        Duration resendMax,
        int messageBytesMax,
        int sendBytesPerSecondMax,
        int sendBytesPerSecondMin,
        int sendBurstBytes,
        int lossPercentHigh,
        int disconnectCopies,
        int datagramsPerPollMax,
        int connectionsMax,
        int usedTokensMax,
        int handshakesPerSecondPerSource,
        int handshakesPerSecondTotal) {

    /** The longest message of the unreliable channel, in bytes: it travels in one packet. */
    public static final int UNRELIABLE_BYTES_MAX = Packet.FRAMES_BYTES_MAX - Packet.UNRELIABLE_HEAD_BYTES;

    /** What the wire's format can carry as one message, in bytes: 64 pieces. */
    public static final int MESSAGE_BYTES_CEILING = 64 * Packet.PIECE_BYTES;

    /** What docs/gamesim-protocol.md says. */
    public static final TransportConfig STANDARD = new TransportConfig(
            Duration.ofSeconds(10),
            Duration.ofMillis(500),
            Duration.ofMillis(20),
            Duration.ofMillis(250),
            Duration.ofSeconds(10),
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            16 * 1024,
            256 * 1024,
            16 * 1024,
            64 * 1024,
            20,
            5,
            2048,
            1000,
            100_000,
            200,
            5000);

    public TransportConfig {
        positive("timeout", timeout);
        positive("keepAlive", keepAlive);
        notNegative("ackDelayMax", ackDelayMax);
        positive("handshakeResend", handshakeResend);
        positive("handshakeTimeout", handshakeTimeout);
        positive("resendMin", resendMin);
        if (keepAlive.compareTo(timeout) >= 0) {
            throw new IllegalArgumentException("keepAlive must be shorter than timeout");
        }
        if (resendMax.compareTo(resendMin) < 0) {
            throw new IllegalArgumentException("resendMax must not be below resendMin");
        }
        within("messageBytesMax", messageBytesMax, 1, MESSAGE_BYTES_CEILING);
        within("sendBytesPerSecondMax", sendBytesPerSecondMax, Packet.MTU_BYTES, Integer.MAX_VALUE);
        within("sendBytesPerSecondMin", sendBytesPerSecondMin, Packet.MTU_BYTES, sendBytesPerSecondMax);
        within("sendBurstBytes", sendBurstBytes, Math.max(messageBytesMax, Packet.MTU_BYTES), Integer.MAX_VALUE);
        within("lossPercentHigh", lossPercentHigh, 1, 100);
        within("disconnectCopies", disconnectCopies, 1, 20);
        within("datagramsPerPollMax", datagramsPerPollMax, 1, 1_000_000);
        within("connectionsMax", connectionsMax, 1, 100_000);
        within("usedTokensMax", usedTokensMax, connectionsMax, 10_000_000);
        within("handshakesPerSecondPerSource", handshakesPerSecondPerSource, 1, 1_000_000);
        within("handshakesPerSecondTotal", handshakesPerSecondTotal, 1, 10_000_000);
    }

    /** The same, with other limits of handshakes. */
    public TransportConfig withHandshakesPerSecond(int perSource, int total) {
        return new TransportConfig(
                timeout,
                keepAlive,
                ackDelayMax,
                handshakeResend,
                handshakeTimeout,
                resendMin,
                resendMax,
                messageBytesMax,
                sendBytesPerSecondMax,
                sendBytesPerSecondMin,
                sendBurstBytes,
                lossPercentHigh,
                disconnectCopies,
                datagramsPerPollMax,
                connectionsMax,
                usedTokensMax,
                perSource,
                total);
    }

    /** The same, with other limits of what a server holds. */
    public TransportConfig withRoom(int connectionsMax, int usedTokensMax) {
        return new TransportConfig(
                timeout,
                keepAlive,
                ackDelayMax,
                handshakeResend,
                handshakeTimeout,
                resendMin,
                resendMax,
                messageBytesMax,
                sendBytesPerSecondMax,
                sendBytesPerSecondMin,
                sendBurstBytes,
                lossPercentHigh,
                disconnectCopies,
                datagramsPerPollMax,
                connectionsMax,
                usedTokensMax,
                handshakesPerSecondPerSource,
                handshakesPerSecondTotal);
    }

    /** The same, with another rate and burst for what goes to one peer. */
    public TransportConfig withSending(int bytesPerSecondMax, int bytesPerSecondMin, int burstBytes) {
        return new TransportConfig(
                timeout,
                keepAlive,
                ackDelayMax,
                handshakeResend,
                handshakeTimeout,
                resendMin,
                resendMax,
                messageBytesMax,
                bytesPerSecondMax,
                bytesPerSecondMin,
                burstBytes,
                lossPercentHigh,
                disconnectCopies,
                datagramsPerPollMax,
                connectionsMax,
                usedTokensMax,
                handshakesPerSecondPerSource,
                handshakesPerSecondTotal);
    }

    private static void positive(String what, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(what + " must be positive");
        }
    }

    private static void notNegative(String what, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative");
        }
    }

    private static void within(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ": " + value);
        }
    }
}
