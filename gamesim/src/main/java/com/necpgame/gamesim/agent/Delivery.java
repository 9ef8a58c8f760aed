package com.necpgame.gamesim.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Something that the registry must be told once.
 *
 * @param idempotencyKey null where the body carries its own order
 */
record Delivery(String gameSimId, String path, @Nullable String idempotencyKey, ObjectNode body) {
    boolean isReport() {
        return idempotencyKey != null;
    }
}
