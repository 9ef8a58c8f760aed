package com.necpgame.platform.identity;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A guest's device. Its id is what the guest signs in with, so only a hash of it is kept.
 *
 * @param deviceHash SHA-256 of the device id, base64url
 * @param subject the {@code sub} of the guest's tokens
 */
@MappedEntity(IdentityTable.NAME)
@ItemKey(partition = "DEVICE#{deviceHash}", sort = "-")
record DeviceRow(String deviceHash, String subject, Instant at) {}
