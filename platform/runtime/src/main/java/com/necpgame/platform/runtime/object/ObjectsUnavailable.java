package com.necpgame.platform.runtime.object;

/** The object store does not answer, has no room, or refuses. Nothing has changed; later the same may succeed. */
public final class ObjectsUnavailable extends RuntimeException {
    public ObjectsUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
