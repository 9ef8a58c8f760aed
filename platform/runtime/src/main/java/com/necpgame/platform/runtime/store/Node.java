package com.necpgame.platform.runtime.store;

import com.necpgame.platform.runtime.Ids;
import jakarta.inject.Singleton;

/**
 * This process among those that share a store.
 *
 * <p>An embedded store has one process at a time, so that the next one inherits the leases of the one that died.
 */
@Singleton
final class Node {
    private final String name;

    Node(StoreConfig config, Ids ids) {
        this.name = config.kind() == StoreConfig.Kind.EMBEDDED ? "embedded" : ids.next("node");
    }

    String name() {
        return name;
    }
}
