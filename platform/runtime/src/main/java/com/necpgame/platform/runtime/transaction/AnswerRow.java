package com.necpgame.platform.runtime.transaction;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * The answer that one idempotency key of one caller got. Kept in the table of the module that gave it.
 *
 * @param route method and template of the route
 * @param hash what was asked: a SHA-256 over method, path and body, base64url
 * @param body the answer, JSON
 * @param exp when it is forgotten, in seconds of the epoch
 */
@MappedEntity(Dynamo.EVERY_TABLE)
@ItemKey(partition = "ANSWER#{caller}", sort = "{route}#{key}")
record AnswerRow(String caller, String route, String key, String hash, int status, String body, Instant at, long exp) {}
