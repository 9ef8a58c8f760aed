package com.necpgame.platform.runtime.content;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One version of a kind, which does not change while it is held. */
public final class ContentSnapshot<T> {
    private final String version;
    private final Map<String, T> entries;

    /** @param entries by id, in the order of ids */
    ContentSnapshot(String version, Map<String, T> entries) {
        this.version = version;
        this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    public String version() {
        return version;
    }

    public Optional<T> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** In the order of their ids. */
    public Collection<T> all() {
        return entries.values();
    }
}
