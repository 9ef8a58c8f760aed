package com.necpgame.platform.identity;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A signing key. Kept, so that tokens outlive restarts.
 *
 * @param id the {@code kid}; sorts by time
 * @param jwk the private key, RFC 7517 JSON
 */
@MappedEntity(IdentityTable.NAME)
@ItemKey(partition = "KEY", sort = "{id}")
record KeyRow(String id, String jwk, Instant madeAt) {}
