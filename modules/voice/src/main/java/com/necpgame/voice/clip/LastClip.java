package com.necpgame.voice.clip;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/**
 * When an author spoke last: whatever the clocks of the processes say, the next clip is later.
 *
 * @param micros since the epoch
 */
@MappedEntity(ClipTable.NAME)
@ItemKey(partition = "LAST_CLIP#{author}", sort = "-")
record LastClip(String author, long micros) {}
