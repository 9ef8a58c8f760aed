package com.necpgame.platform.embedded.storage;

import com.necpgame.platform.embedded.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An ordered map of bytes in a folder, with atomic batches. Safe for any number of threads, virtual ones too.
 *
 * <p>After a failed fsync or write nothing is answered: every call throws {@link Kind#FAILED} until the storage has opened itself again from
 * what the disk holds, which it tries in the background. A full disk refuses writes only.
 */
public final class Storage implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Storage.class);

    /** The ticket of a batch without changes. */
    private static final long NOTHING = 0;

    private static final long UNWEDGING_NANOS = 15_000_000_000L;

    private final StorageOptions options;
    private final Disk disk;
    private final Folder folder;
    private final boolean relaxed;
    private final FreeSpace space;
    private final Gate gate = new Gate();
    private final Gate sessions = new Gate();
    private final Readers readers = new Readers();
    private final Marks marks = new Marks();
    private final GroupCommit commit;
    private final Repair repair;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final LongAdder batches = new LongAdder();
    private final LongAdder repairs = new LongAdder();
    private volatile Rocks rocks;

    /** RocksDB itself ran out of space and refuses writes until it is opened again. */
    private volatile boolean wedged;

    /**
     * Opens what is in the folder, or makes a new storage there.
     *
     * @throws StorageException if another process holds the folder, a newer version wrote it, or the disk fails; the message says which
     *     and what to do
     */
    public static Storage open(StorageOptions options) {
        return open(options, Disk.REAL);
    }

    static Storage open(StorageOptions options, Disk disk) {
        Folder folder = null;
        try {
            folder = Folder.hold(options.folder());
            Storage storage = new Storage(options, disk, folder);
            folder = null;
            return storage;
        } catch (IOException | RocksDBException e) {
            throw new StorageException(Kind.FAILED, options.folder() + " could not be opened: " + e.getMessage(), e);
        } finally {
            if (folder != null) {
                folder.close();
            }
        }
    }

    private Storage(StorageOptions options, Disk disk, Folder folder) throws IOException, RocksDBException {
        this.options = options;
        this.disk = disk;
        this.folder = folder;
        this.relaxed = options.durability() == StorageOptions.Durability.RELAXED;
        this.rocks = openRocks(options, folder);
        this.space = new FreeSpace(disk, folder.path(), options.reserveBytes());
        this.commit = new GroupCommit(gate, () -> disk.sync(() -> rocks.db.syncWal()), relaxed, this::failed);
        this.repair = new Repair(this::tearDown, this::openAgain);
        commit.start();
    }

    private static Rocks openRocks(StorageOptions options, Folder folder) throws IOException, RocksDBException {
        folder.checkFormat();
        Rocks rocks = Rocks.open(folder.data(), options);
        boolean fits = false;
        try {
            rocks.checkFormat(folder);
            folder.sync();
            fits = true;
            return rocks;
        } finally {
            if (!fits) {
                rocks.close();
            }
        }
    }

    /**
     * Applies the batch; others can read it from here on. Not durable before somebody waits for it, or for a later one: {@link
     * #awaitDurable}. Callers hold their own locks over read, decide and apply, and release them before they wait.
     *
     * @return a ticket for {@link #awaitDurable}
     * @throws StorageException if the disk is nearly full or the storage failed; then nothing was applied, unless the message says that
     *     it is in doubt
     */
    public long apply(Batch batch) {
        if (batch.changes.isEmpty()) {
            commit.refuseIfFailed();
            return NOTHING;
        }
        refuseIfFull();
        int stripe = gate.enter();
        long ticket;
        try {
            ticket = write(batch);
        } finally {
            gate.leave(stripe);
        }
        if (relaxed) {
            commit.want(ticket);
        }
        return ticket;
    }

    private void refuseIfFull() {
        if (wedged) {
            throw new StorageException(Kind.DISK_FULL, "The disk is full: " + space.describe() + ".");
        }
        if (space.isScarce()) {
            throw new StorageException(
                    Kind.DISK_FULL,
                    "The disk is nearly full: " + space.describe()
                            + ". Nothing was written. Writes go on when space returns.");
        }
    }

    /** Marks first: from the write on others can see it, and must be able to see that it is not durable. */
    private long write(Batch batch) {
        long ticket = NOTHING;
        marks.begin(batch.partitions);
        try {
            disk.write(() -> rocks.write(batch));
        } catch (RocksDBException e) {
            throw unwritten(e);
        } finally {
            ticket = commit.ticket();
            marks.end(batch.partitions, ticket);
        }
        batches.increment();
        return ticket;
    }

    private RuntimeException unwritten(RocksDBException e) {
        Status status = e.getStatus();
        if (status != null && status.getCode() == Status.Code.InvalidArgument) {
            return new IllegalArgumentException("RocksDB refuses the batch: " + e.getMessage(), e);
        }
        if (status != null && status.getSubCode() == Status.SubCode.NoSpace) {
            log.warn("The disk is full ({}): reads go on, writes when space returns", e.getMessage());
            wedged = true;
            repair.begin(new Unwedging());
            return new StorageException(Kind.DISK_FULL, "The disk is full: " + space.describe() + ".", e);
        }
        failed(e);
        return new StorageException(Kind.FAILED, "The write failed and may be there or not: " + e.getMessage(), e);
    }

    /**
     * Waits until the batch of that ticket was fsynced (group commit); at once if relaxed.
     *
     * @throws StorageException if the fsync failed: the batch may be there or not after the storage was opened again
     */
    public void awaitDurable(long ticket) {
        if (relaxed || ticket == NOTHING) {
            commit.refuseIfFailed();
        } else {
            commit.await(ticket);
        }
    }

    /**
     * Waits for every batch that touched the partition and was visible before this call; at once if relaxed, and nearly so if nobody
     * wrote it lately. Call it after reading.
     *
     * @throws StorageException if that failed, and what was read may not be there any more
     */
    public void awaitReadable(byte[] partition) {
        awaitReadable(marks.of(partition));
    }

    /** As {@link #awaitReadable(byte[])} for every partition. */
    public void awaitReadable() {
        awaitReadable(marks.ofEverything());
    }

    private void awaitReadable(long mark) {
        if (relaxed) {
            commit.refuseIfFailed();
        } else {
            commit.awaitVisible(Marks.isInFlight(mark) ? commit.ticket() : Marks.ticket(mark));
        }
    }

    public byte @Nullable [] get(byte[] key) {
        int stripe = gate.enter();
        try {
            return rocks.db.get(key);
        } catch (RocksDBException e) {
            throw unreadable(e);
        } finally {
            gate.leave(stripe);
        }
    }

    static StorageException unreadable(RocksDBException e) {
        return new StorageException(Kind.FAILED, "The disk could not be read: " + e.getMessage(), e);
    }

    /** The state of now, for as long as the view is open. */
    public View view() {
        int stripe = gate.enter();
        try {
            return new RocksView(gate, readers, rocks.db);
        } finally {
            gate.leave(stripe);
        }
    }

    /** As {@link View#range}, over the state of now; cheaper than a view if one range is all. */
    public Cursor range(byte[] from, byte[] to, boolean descending) {
        int stripe = gate.enter();
        try {
            return new RocksCursor(gate, readers, rocks.db, null, from, to, descending);
        } finally {
            gate.leave(stripe);
        }
    }

    /**
     * Keeps the storage from being opened again under a caller that reads, decides and then applies or answers: after a failure its next
     * call throws, rather than meeting a storage that lost what it read. Hold it over one call of the engine, in one thread, and not longer.
     */
    public Session session() {
        int stripe = sessions.enter();
        return () -> sessions.leave(stripe);
    }

    public Health health() {
        Gate.Refusal why = gate.refusal();
        if (why != null) {
            return new Health(Health.State.FAILED, why.message());
        }
        if (wedged || space.isScarce()) {
            return new Health(Health.State.DISK_FULL, "Reads only until space returns: " + space.describe());
        }
        return new Health(Health.State.READY, "ready");
    }

    /**
     * How much the range holds, for descriptions and not for decisions.
     *
     * @param limit entries to count one by one, at about a microsecond each; a larger range is estimated
     */
    public Extent extent(byte[] from, byte[] to, long limit) {
        return inside(() -> rocks.extent(from, to, limit));
    }

    /** Reads some counters and lists the folder: for a scrape every few seconds. */
    public Metrics metrics() {
        return inside(() -> new Metrics(
                batches.sum(),
                commit.syncs(),
                repairs.sum(),
                rocks.stalls(),
                rocks.stalledMicros(),
                folder.bytes(),
                space.usableBytes(),
                rocks.property("cur-size-all-mem-tables"),
                rocks.cache.getUsage(),
                openReaders()));
    }

    /**
     * A consistent copy of everything applied before the call, while reads and writes go on. On the same disk files are linked, not
     * copied: then it costs no space at first, and does not outlive the disk. Verified against checksums before it counts.
     *
     * <p>Restore: {@link #restore}, or copy the folder as it is to where the storage shall be, while nothing runs there.
     *
     * @param target missing or empty
     * @throws StorageException if it is not, or a disk fails; then nothing is left in it
     */
    public void backup(Path target) {
        int stripe = gate.enter();
        try {
            Backup.make(rocks.db, target.toAbsolutePath());
        } catch (IOException | RocksDBException e) {
            throw new StorageException(Kind.FAILED, "The backup to " + target + " failed: " + e.getMessage(), e);
        } finally {
            gate.leave(stripe);
        }
    }

    /**
     * Copies a backup to where a storage shall be opened. Broken off, it can be run again.
     *
     * @param folder missing or empty
     * @throws StorageException if it is not, the backup is not whole or of a newer version, or a disk fails
     */
    public static void restore(Path backup, Path folder) {
        try {
            Backup.restore(backup, folder);
        } catch (IOException e) {
            throw new StorageException(
                    Kind.FAILED, "The restore from " + backup + " to " + folder + " failed: " + e, e);
        }
    }

    /** Views and cursors that hold something native. */
    int openReaders() {
        return readers.size();
    }

    private interface Reading<T> {
        T run() throws RocksDBException;
    }

    private <T> T inside(Reading<T> reading) {
        int stripe = gate.enter();
        try {
            return reading.run();
        } catch (RocksDBException e) {
            throw unreadable(e);
        } finally {
            gate.leave(stripe);
        }
    }

    /** Called by whoever met it, inside the gate: so nothing is torn down before it returned. */
    private void failed(Exception cause) {
        if (gate.refusal() == null) {
            log.error("The storage {} failed; it takes no calls until it was opened again", folder.path(), cause);
        }
        refuse(new Gate.Refusal(
                Kind.FAILED,
                "The storage failed and is being opened again from the disk: " + cause.getMessage(),
                cause));
        repair.begin(() -> Repair.Due.NOW);
    }

    /**
     * RocksDB refuses writes after it met a full disk, and goes on by itself some seconds after space returned; meanwhile reads go on. If it
     * does not, it is opened again.
     */
    private final class Unwedging implements Supplier<Repair.Due> {
        private long roomNanos;

        @Override
        public Repair.Due get() {
            if (!space.hasRoom(2 * options.memtableBytes())) {
                roomNanos = 0;
                return Repair.Due.NOT_YET;
            }
            if (takesWrites()) {
                log.info("The disk has space again, writes go on: {}", space.describe());
                wedged = false;
                return Repair.Due.NO_LONGER;
            }
            long now = System.nanoTime();
            roomNanos = roomNanos == 0 ? now : roomNanos;
            return now - roomNanos < UNWEDGING_NANOS ? Repair.Due.NOT_YET : Repair.Due.NOW;
        }

        /** Without a change: RocksDB asks itself whether it may write all the same. */
        private boolean takesWrites() {
            int stripe = gate.tryEnter();
            if (stripe < 0) {
                return false;
            }
            try {
                disk.write(() -> rocks.write(new Batch()));
                return true;
            } catch (RocksDBException e) {
                return false;
            } finally {
                gate.leave(stripe);
            }
        }
    }

    /**
     * The gate first: whoever is told of the failure, by the sync that they wait for, must be refused whatever they ask next. The sync
     * thread may find the gate shut with work to do, and looks again until it is told, an instant later.
     */
    private void refuse(Gate.Refusal why) {
        gate.shut(why);
        sessions.shut(why);
        commit.fail(why);
    }

    private void tearDown() {
        if (gate.refusal() == null) {
            refuse(new Gate.Refusal(Kind.FAILED, "The storage is being opened again after the disk was full", null));
        }
        gate.drain();
        readers.freeAll();
        rocks.close();
        sessions.drain();
    }

    private void openAgain() throws IOException, RocksDBException {
        rocks = openRocks(options, folder);
        wedged = false;
        repairs.increment();
        commit.revive();
        sessions.open();
        gate.open();
        log.info("The storage {} is open again", folder.path());
    }

    /** Waits for the calls inside; open views and cursors are closed. Everything applied is durable then. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        repair.stop();
        commit.stop();
        boolean sound = gate.refusal() == null;
        refuse(new Gate.Refusal(Kind.CLOSED, "The storage was closed.", null));
        gate.drain();
        readers.freeAll();
        if (sound) {
            flush();
        }
        rocks.close();
        folder.close();
    }

    private void flush() {
        try {
            rocks.flush();
        } catch (RocksDBException e) {
            log.info("The last memtable stays in the log, so the next start replays it: {}", e.getMessage());
        }
    }

    /** See {@link Storage#session}. */
    public interface Session extends AutoCloseable {
        @Override
        void close();
    }

    /** One moment of the storage. Not for several threads at a time. */
    public interface View extends AutoCloseable {
        byte @Nullable [] get(byte[] key);

        /**
         * Entries with {@code from <= key < to}, or in descending order. Close it.
         *
         * @param to exclusive; empty: no end
         */
        Cursor range(byte[] from, byte[] to, boolean descending);

        @Override
        void close();
    }

    /** Starts before the first entry. */
    public interface Cursor extends AutoCloseable {
        boolean next();

        byte[] key();

        byte[] value();

        @Override
        void close();
    }
}
