package com.necpgame.voice.clip;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/**
 * The client's own name of a clip, so that the same clip sent again is known.
 *
 * @param timestamp which of the author's clips it names
 * @param sha256 of the bytes, in hex
 * @param exp when it is forgotten, in seconds of the epoch
 */
@MappedEntity(ClipTable.NAME)
@ItemKey(partition = "AUDIO_ID#{author}", sort = "{audioId}")
record AudioId(String author, String audioId, String timestamp, String sha256, long exp) {}
