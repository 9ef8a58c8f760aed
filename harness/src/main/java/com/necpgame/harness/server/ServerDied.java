package com.necpgame.harness.server;

/** The server could not be started, or is gone. The message holds the end of its log. */
public final class ServerDied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServerDied(String message) {
        super(message);
    }

    /** For what stands around servers. */
    public static ServerDied because(String message) {
        return new ServerDied(message);
    }

    ServerDied(String message, Throwable cause) {
        super(message, cause);
    }
}
