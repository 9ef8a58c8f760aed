package com.necpgame.platform.runtime.content;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind of content, as a module reads it: from memory, with a look for a newer version at most once an interval.
 *
 * <p>While there is a version in memory it is used, also when the store does not answer. Two calls may see two versions;
 * {@link #current()} holds one.
 *
 * @param <T> what an entry is read as
 */
public final class Content<T> {
    /** Versions other than the current one that are kept in memory. */
    static final int OLD_VERSIONS_MAX = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Content.class);

    private record Checked<T>(ContentSnapshot<T> snapshot, Instant at) {}

    private final ContentTable table;
    private final String kind;
    private final Function<ContentRow, T> reader;
    private final Clock clock;
    private final Duration refreshInterval;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final LinkedHashMap<String, ContentSnapshot<T>> oldVersions = new LinkedHashMap<>(16, 0.75f, true);
    private volatile @Nullable Checked<T> latest;

    Content(ContentTable table, String kind, Function<ContentRow, T> reader, Clock clock, Duration refreshInterval) {
        this.table = table;
        this.kind = kind;
        this.reader = reader;
        this.clock = clock;
        this.refreshInterval = refreshInterval;
    }

    /** The entry with this id in the current version. */
    public Optional<T> find(String id) {
        return current().find(id);
    }

    /** All entries of the current version, in the order of their ids. */
    public Collection<T> all() {
        return current().all();
    }

    /** The current version, to be kept by what must go on with it. */
    public String version() {
        return current().version();
    }

    /** The entry with this id in a version that is or once was current. */
    public Optional<T> find(String id, String version) {
        var current = current();
        return (current.version().equals(version) ? current : old(version)).find(id);
    }

    /**
     * The current version, as one that does not change any more.
     *
     * @throws IllegalStateException if nothing was ever seeded, or what was cannot be read
     */
    public ContentSnapshot<T> current() {
        var known = latest;
        if (known == null) {
            refreshing.lock();
        } else if (isFresh(known) || !refreshing.tryLock()) {
            return known.snapshot();
        }
        try {
            var checked = latest;
            return checked != null && isFresh(checked) ? checked.snapshot() : refresh(checked);
        } finally {
            refreshing.unlock();
        }
    }

    /** A clock that was set back does not freeze the content. */
    private boolean isFresh(Checked<T> checked) {
        var age = Duration.between(checked.at(), clock.instant());
        return !age.isNegative() && age.compareTo(refreshInterval) < 0;
    }

    private ContentSnapshot<T> refresh(@Nullable Checked<T> known) {
        var snapshot = known == null ? read() : readOr(known.snapshot());
        latest = new Checked<>(snapshot, clock.instant());
        return snapshot;
    }

    private ContentSnapshot<T> readOr(ContentSnapshot<T> known) {
        try {
            var pointer = pointer();
            return pointer.version().equals(known.version()) ? known : read(pointer);
        } catch (RuntimeException e) {
            LOG.warn("{} stays at version {}, the look for a newer one failed", kind, known.version(), e);
            return known;
        }
    }

    private ContentSnapshot<T> read() {
        return read(pointer());
    }

    private ContentPointer pointer() {
        return table.current(kind)
                .orElseThrow(() -> new IllegalStateException("no content '" + kind + "' has been seeded"));
    }

    private ContentSnapshot<T> read(ContentPointer pointer) {
        var snapshot = read(pointer.version());
        if (snapshot.all().size() != pointer.count()) {
            throw new IllegalStateException("version %s of %s has %d entries, %d were seeded"
                    .formatted(pointer.version(), kind, snapshot.all().size(), pointer.count()));
        }
        return snapshot;
    }

    private ContentSnapshot<T> read(String version) {
        var entries = new LinkedHashMap<String, T>();
        table.rows(kind, version).forEach(row -> entries.put(row.id(), reader.apply(row)));
        return new ContentSnapshot<>(version, entries);
    }

    private ContentSnapshot<T> old(String version) {
        synchronized (oldVersions) {
            var known = oldVersions.get(version);
            if (known != null) {
                return known;
            }
        }
        var snapshot = read(version);
        synchronized (oldVersions) {
            oldVersions.put(version, snapshot);
            if (oldVersions.size() > OLD_VERSIONS_MAX) {
                oldVersions.pollFirstEntry();
            }
        }
        return snapshot;
    }
}
