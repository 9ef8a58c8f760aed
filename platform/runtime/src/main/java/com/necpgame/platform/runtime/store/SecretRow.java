package com.necpgame.platform.runtime.store;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/** A random key that every instance of a module shares. */
@MappedEntity(Dynamo.EVERY_TABLE)
@ItemKey(partition = "SECRET#{name}", sort = "-")
record SecretRow(String name, byte[] value) {}
