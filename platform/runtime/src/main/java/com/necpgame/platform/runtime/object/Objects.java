package com.necpgame.platform.runtime.object;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named pieces of data. A put is whole or not at all, and durable when it returns. Every method throws {@link
 * ObjectsUnavailable} where the store does not answer, has no room, or refuses; then nothing has changed.
 */
public interface Objects {
    /** The most bytes of one object: 64 MiB. */
    int BYTES_MAX = 64 * 1024 * 1024;

    /** The most keys that one page of a list has, as in S3. */
    int PAGE_MAX = 1000;

    /** Writes an object in place of any that has the key. The same key and bytes again change nothing. */
    void put(ObjectKey key, byte[] bytes, ObjectInfo info);

    /** Null if there is none. */
    @Nullable
    StoredObject get(ObjectKey key);

    /**
     * The objects whose keys begin with the prefix, by key.
     *
     * @param after the last key of the page before; null for the first page
     * @param limit 1 to {@link #PAGE_MAX}
     */
    List<Listed> list(String prefix, @Nullable ObjectKey after, int limit);

    /** Deletes an object; one that is not there stays gone. */
    void delete(ObjectKey key);

    /** Deletes what {@link #list} lists under the prefix; returns how many. */
    default int deleteAll(String prefix) {
        int deleted = 0;
        for (var page = list(prefix, null, PAGE_MAX);
                !page.isEmpty();
                page = list(prefix, page.getLast().key(), PAGE_MAX)) {
            page.forEach(found -> delete(found.key()));
            deleted += page.size();
        }
        return deleted;
    }

    /** @param bytes the caller's own */
    record StoredObject(byte[] bytes, ObjectInfo info) {}

    record Listed(ObjectKey key, long size, Instant putAt) {}

    /**
     * @param contentType a media type
     * @param metadata lower-case names and short values, both visible ASCII, at most 2 KB in all, as in S3
     */
    record ObjectInfo(String contentType, Map<String, String> metadata) {
        public ObjectInfo {
            metadata = Map.copyOf(metadata);
        }
    }
}
