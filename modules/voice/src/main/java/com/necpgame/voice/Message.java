package com.necpgame.voice;

import io.micronaut.json.tree.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A text message of a client.
 *
 * @param action what is wanted
 * @param cid the client's own mark, which the answer carries; null for none
 * @param body the whole message, an object
 */
public record Message(String action, @Nullable String cid, JsonNode body) {}
