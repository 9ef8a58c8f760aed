package com.necpgame.platform.runtime.store;

import com.necpgame.platform.runtime.Ids;
import jakarta.inject.Singleton;

/**
 * This process among those that share a store.
 *
 * <p>An embedded store has one process at a time, so that the next one inherits the leases of the one that died.
 */
@Singleton
public final class Node {
    private final boolean successor;
    private final String name;

    Node(StoreConfig config, Ids ids) {
        this.successor = config.kind() == StoreConfig.Kind.EMBEDDED;
        this.name = successor ? "embedded" : ids.next("node");
    }

    /** Different from that of every process that may be alive at the same time; a successor may have the same. */
    public String name() {
        return name;
    }

    /** Whether those that had this name before it are all dead, and what they left is its to clear away. */
    public boolean isSuccessor() {
        return successor;
    }
}
