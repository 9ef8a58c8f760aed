package com.necpgame.platform.runtime.content;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/**
 * One entry of one version of a kind. Never changed: another text is another version.
 *
 * @param body the entry as JSON
 */
@MappedEntity(Dynamo.EVERY_TABLE)
@ItemKey(partition = "CONTENT#{kind}#{version}", sort = "{id}")
record ContentRow(String kind, String version, String id, String body) {}
