package com.necpgame.platform.data;

import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entity whose index key has two variables that are not of its key. */
@MappedEntity("journals")
@ItemKey(partition = "JOURNAL#{id}", sort = "JOURNAL")
@IndexKey(index = "gsi1", partition = "TOPIC#{topic}", sort = "{at}")
record Journal(
        String id,
        @Nullable String title,
        List<String> lines,
        Set<String> tags,
        @Nullable String topic,
        @Nullable Instant at) {}
