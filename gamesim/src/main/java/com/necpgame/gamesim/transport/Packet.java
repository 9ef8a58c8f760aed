package com.necpgame.gamesim.transport;

/** The numbers of the wire; docs/gamesim-protocol.md has them in tables. All numbers on it are big-endian. */
final class Packet {
    /** The longest datagram: what passes every path of today unfragmented. */
    static final int MTU_BYTES = 1200;

    static final byte REQUEST = 0;
    static final byte CHALLENGE = 1;
    static final byte RESPONSE = 2;
    static final byte DENIED = 3;
    static final byte PAYLOAD = 4;
    static final byte DISCONNECT = 5;

    /** A request is padded, so that whatever answers it is smaller. */
    static final int REQUEST_BYTES = MTU_BYTES;

    static final int COOKIE_BYTES = 24;
    static final int MAC_BYTES = 16;
    static final int CHALLENGE_BYTES = 1 + COOKIE_BYTES + MAC_BYTES;
    static final int RESPONSE_BYTES = 1 + JoinToken.SENT_BYTES + COOKIE_BYTES + MAC_BYTES;
    static final int DENIED_BYTES = 1 + 1 + MAC_BYTES;

    /** Type and sequence, in clear. */
    static final int HEAD_BYTES = 1 + 8;

    static final int TAG_BYTES = 16;
    /** The newest sequence that arrived, and a bit for each of the 32 before it. */
    static final int ACK_BYTES = 2 + 4;

    static final int PLAIN_BYTES_MAX = MTU_BYTES - HEAD_BYTES - TAG_BYTES;
    static final int FRAMES_BYTES_MAX = PLAIN_BYTES_MAX - ACK_BYTES;

    /** Says nothing, but wants an acknowledgement: a keep-alive that measures the round trip. */
    static final byte PING = 0;

    static final byte UNRELIABLE = 1;
    static final byte SEGMENT = 2;
    static final byte SEGMENT_LAST = 3;
    static final byte LATEST = 4;
    static final byte LATEST_FRAGMENT = 5;

    static final int UNRELIABLE_HEAD_BYTES = 1 + 2;
    static final int SEGMENT_HEAD_BYTES = 1 + 2 + 2;
    static final int LATEST_HEAD_BYTES = 1 + 2 + 2;
    static final int FRAGMENT_HEAD_BYTES = 1 + 2 + 1 + 1 + 2;

    /** Messages of the reliable and the latest channel are cut into pieces of this length; the last may be shorter. */
    static final int PIECE_BYTES = 1024;

    /** How many pieces of the reliable channel may be on their way, and how many may wait for an earlier one. */
    static final int RELIABLE_WINDOW = 256;

    /** A sequence this far behind the newest is taken for a replay. */
    static final int REPLAY_WINDOW = 256;

    /** How many sent packets are remembered until they are acknowledged. */
    static final int SENT_WINDOW = 256;

    private Packet() {}

    /** Whether a PAYLOAD or DISCONNECT may have this length. */
    static boolean isSealedLength(byte type, int bytes) {
        int least = HEAD_BYTES + TAG_BYTES;
        return type == PAYLOAD ? bytes >= least + ACK_BYTES : bytes == least;
    }

    static int pieces(int messageBytes) {
        return (messageBytes + PIECE_BYTES - 1) / PIECE_BYTES;
    }
}
