package com.necpgame.harness.slice.socket;

/**
 * With which codes connections end.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-7.4">RFC 6455, 7.4</a>
 */
final class CloseCode {
    static final int NORMAL = 1000;
    static final int GOING_AWAY = 1001;
    static final int PROTOCOL = 1002;
    /** API Gateway takes no binary frames. */
    static final int UNSUPPORTED = 1003;
    /** Never on the wire: the client closed without a code. */
    static final int NONE = 1005;
    /** Never on the wire: the connection was lost, or cut. */
    static final int LOST = 1006;

    static final int INVALID_TEXT = 1007;
    static final int TOO_BIG = 1009;

    private CloseCode() {}
}
