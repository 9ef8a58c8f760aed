package com.necpgame.harness.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A server that can be played with. */
public interface Target extends AutoCloseable {
    /** Where it listens, without a path. */
    URI base();

    /** The client that may grant and burn. */
    Operator operator();

    /** Its process, if it is one that can be measured. */
    default Optional<ServerProcess> process() {
        return Optional.empty();
    }

    /** Leaves logs and data in place when this target is closed. @return their folder, if it has one */
    default Optional<Path> keepFiles() {
        return Optional.empty();
    }

    /** Ends what was started for this target, and nothing else. */
    @Override
    default void close() {}
}
