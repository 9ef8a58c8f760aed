package com.necpgame.server.socket;

import jakarta.inject.Singleton;

/** The part of a graceful stop that ends WebSockets. */
@Singleton
public final class SocketDrain {
    private final Sockets sockets;

    SocketDrain(Sockets sockets) {
        this.sockets = sockets;
    }

    /** Refuses new connections, ends the open ones with code {@value CloseCode#DRAINING}, and waits until they have ended. */
    public void run() {
        sockets.drain();
    }
}
