package com.necpgame.voice.room;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/** @param open joined without a token */
@MappedEntity(RoomTable.NAME)
@ItemKey(partition = "ROOMS", sort = "{id}")
record Listed(String id, boolean open) {}
