package com.necpgame.server.socket;

/**
 * With which code the server ends a connection.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4">RFC 6455, 7.4</a>
 */
final class CloseCode {
    static final int NORMAL = 1000;
    /** A text that is not UTF-8. */
    static final int INVALID_TEXT = 1007;

    static final int TOO_BIG = 1009;
    /** Took nothing for too long, or has no room for what must not be dropped. */
    static final int STALLED = 4408;
    /** More texts wait than may. */
    static final int FLOOD = 4429;
    /** The server stops. */
    static final int DRAINING = 4503;

    private CloseCode() {}
}
