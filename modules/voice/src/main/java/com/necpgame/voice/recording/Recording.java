package com.necpgame.voice.recording;

import com.necpgame.platform.data.IndexKey;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * A segment that is in the object store.
 *
 * @param timestamp when it begins, to the microsecond; names it among those of its author
 * @param key of the object
 * @param codec that it was said in
 * @param from to the millisecond
 * @param bytes of the object: samples of 16 bits, mono, 16 kHz
 * @param lost how many frames are known to be missing
 * @param shard spreads the authors over the index
 */
@MappedEntity(RecordingTable.NAME)
@ItemKey(partition = "RECORDING#{author}", sort = "{timestamp}")
@IndexKey(index = "gsi1", partition = "RECORDING-DUE#{shard}", sort = "{expiresAt}")
record Recording(
        String author,
        String timestamp,
        String room,
        String key,
        String codec,
        Instant from,
        Instant to,
        long bytes,
        long seqFrom,
        long seqTo,
        long lost,
        Instant expiresAt,
        int shard) {
    static final int SHARDS = 8;

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** As names of objects and the messages of clips have it. */
    static String timestamp(long micros) {
        return MICROSECONDS.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    static int shard(String author) {
        return Math.floorMod(author.hashCode(), SHARDS);
    }
}
