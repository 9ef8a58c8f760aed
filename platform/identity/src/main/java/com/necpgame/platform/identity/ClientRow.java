package com.necpgame.platform.identity;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.util.List;

/**
 * A machine that signs in with a secret.
 *
 * @param secretHash SHA-256 of the secret, base64url: secrets are random and long, so a slow hash would protect nothing
 * @param scopes what it may ask for
 * @param groups what its tokens say it is a member of
 */
@MappedEntity(IdentityTable.NAME)
@ItemKey(partition = "CLIENT#{id}", sort = "-")
record ClientRow(String id, String secretHash, List<String> scopes, List<String> groups) {}
