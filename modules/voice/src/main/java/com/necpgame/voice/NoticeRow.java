package com.necpgame.voice;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/** Something that is told once, at the first start, has been told. */
@MappedEntity(DoorTable.NAME)
@ItemKey(partition = "TOLD#{what}", sort = "-")
record NoticeRow(String what) {}
