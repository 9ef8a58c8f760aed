package com.necpgame.platform.data;

import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/** An entity that every table holds. */
@MappedEntity(Dynamo.EVERY_TABLE)
@ItemKey(partition = "NOTE#{id}", sort = "NOTE")
@IndexKey(index = "notes", partition = "BY#{author}", sort = "{id}")
record Note(String id, String text, @Nullable String author) {}
