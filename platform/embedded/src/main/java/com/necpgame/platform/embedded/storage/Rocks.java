package com.necpgame.platform.embedded.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Range;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One opened RocksDB with all that it holds outside the heap. Entries are in the default column family; {@link #META} holds what the storage
 * itself notes, so that no key is reserved.
 */
final class Rocks implements AutoCloseable {
    static final byte[] META = "meta".getBytes(US_ASCII);
    private static final byte[] FORMAT_KEY = "format".getBytes(US_ASCII);

    private static final byte[] NO_BYTES = new byte[0];
    private static final Logger log = LoggerFactory.getLogger(Rocks.class);
    private static final int MEMTABLES = 4;
    private static final long META_MEMTABLE_BYTES = 64 << 10;
    /** RocksDB's own number. */
    private static final int LEVELS = 7;

    private static final long BLOCK_BYTES = 8 << 10;
    private static final int BLOOM_BITS_PER_KEY = 10;
    static final int OPEN_FILES = 512;
    private static final long INFO_LOG_BYTES = 1 << 20;
    private static final long INFO_LOGS = 2;
    private static final long MANIFEST_BYTES = 4 << 20;
    private static final long WRITE_BACK_BYTES = 1 << 20;
    private static final long TARGET_FILE_BYTES = 32 << 20;

    /** In the order in which they were made; freed in the opposite one. */
    private final List<AbstractNativeReference> natives = new ArrayList<>();

    final RocksDB db;
    final ColumnFamilyHandle meta;
    final Cache cache;
    private final WriteOptions unsynced;

    /** @throws RocksDBException as it is; nothing is left open */
    static Rocks open(Path folder, StorageOptions options) throws RocksDBException {
        Natives.load();
        try {
            return new Rocks(folder, options, CompressionType.LZ4_COMPRESSION);
        } catch (RocksDBException e) {
            if (!String.valueOf(e.getMessage()).contains("is not linked with the binary")) {
                throw e;
            }
            log.warn("This platform's RocksDB has no LZ4: {} grows uncompressed", folder);
            return new Rocks(folder, options, CompressionType.NO_COMPRESSION);
        }
    }

    private Rocks(Path folder, StorageOptions options, CompressionType compression) throws RocksDBException {
        boolean opened = false;
        try {
            cache = keep(new LRUCache(options.cacheBytes() + options.memtableBytes()));
            DBOptions dbOptions = dbOptions(options);
            ColumnFamilyOptions data = dataOptions(options, compression);
            ColumnFamilyOptions small = keep(new ColumnFamilyOptions()).setWriteBufferSize(META_MEMTABLE_BYTES);
            List<ColumnFamilyHandle> handles = new ArrayList<>();
            db = RocksDB.open(
                    dbOptions,
                    folder.toString(),
                    List.of(
                            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, data),
                            new ColumnFamilyDescriptor(META, small)),
                    handles);
            natives.add(db);
            handles.forEach(this::keep);
            meta = handles.get(1);
            unsynced = keep(new WriteOptions());
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    private DBOptions dbOptions(StorageOptions options) {
        WriteBufferManager memtables = keep(new WriteBufferManager(options.memtableBytes(), cache));
        return keep(new DBOptions())
                .setCreateIfMissing(true)
                .setCreateMissingColumnFamilies(true)
                .setMaxBackgroundJobs(2)
                .setWriteBufferManager(memtables)
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                // What failed is read again from the disk by us; RocksDB may not go on by itself over a log that it
                // could not sync.
                .setMaxBgErrorResumeCount(0)
                .setMaxOpenFiles(OPEN_FILES)
                .setBytesPerSync(WRITE_BACK_BYTES)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(INFO_LOG_BYTES)
                .setKeepLogFileNum(INFO_LOGS)
                .setMaxManifestFileSize(MANIFEST_BYTES)
                .setStatsDumpPeriodSec(0)
                .setStatsPersistPeriodSec(0);
    }

    private ColumnFamilyOptions dataOptions(StorageOptions options, CompressionType compression) {
        BloomFilter bloom = keep(new BloomFilter(BLOOM_BITS_PER_KEY, false));
        BlockBasedTableConfig table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(BLOCK_BYTES)
                .setFilterPolicy(bloom)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setPinL0FilterAndIndexBlocksInCache(true);
        return keep(new ColumnFamilyOptions())
                .setTableFormatConfig(table)
                .setCompressionPerLevel(compressed(compression))
                .setWriteBufferSize(options.memtableBytes() / MEMTABLES)
                .setMaxWriteBufferNumber(MEMTABLES)
                .setTargetFileSizeBase(TARGET_FILE_BYTES)
                .setLevelCompactionDynamicLevelBytes(true);
    }

    /** Not the newest files: they are rewritten soon, and there are few of them. */
    private static List<CompressionType> compressed(CompressionType compression) {
        var levels = new ArrayList<>(Collections.nCopies(LEVELS, compression));
        levels.set(0, CompressionType.NO_COMPRESSION);
        return levels;
    }

    private <T extends AbstractNativeReference> T keep(T reference) {
        natives.add(reference);
        return reference;
    }

    /** The version is in the data too, for a folder whose format file was lost. */
    void checkFormat(Folder folder) throws RocksDBException, IOException {
        byte[] noted = db.get(meta, FORMAT_KEY);
        if (noted != null) {
            Folder.refuseNewer(folder.path(), Integer.parseInt(new String(noted, US_ASCII)));
            folder.noteFormat();
            return;
        }
        folder.requireFormat();
        try (WriteOptions synced = new WriteOptions().setSync(true);
                FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
            db.put(meta, synced, FORMAT_KEY, String.valueOf(Folder.FORMAT).getBytes(US_ASCII));
            // An unflushed entry would keep every later log file alive.
            db.flush(wait, meta);
        }
    }

    /** Appended to the log and visible, not synced. */
    void write(Batch batch) throws RocksDBException {
        try (WriteBatch changes = new WriteBatch()) {
            for (Batch.Change change : batch.changes) {
                byte[] value = change.value();
                if (value == null) {
                    changes.delete(change.key());
                } else {
                    changes.put(change.key(), value);
                }
            }
            db.write(unsynced, changes);
        }
    }

    /** @param limit of entries that are counted one by one before it is estimated */
    Extent extent(byte[] from, byte[] to, long limit) throws RocksDBException {
        long entries = 0;
        long bytes = 0;
        try (Slice upper = new Slice(to);
                ReadOptions bounds =
                        new ReadOptions().setIterateUpperBound(upper).setFillCache(false);
                RocksIterator cursor = db.newIterator(bounds)) {
            for (cursor.seek(from); cursor.isValid() && entries < limit; cursor.next()) {
                entries++;
                bytes += cursor.key(NO_BYTES) + (long) cursor.value(NO_BYTES);
            }
            cursor.status();
            if (!cursor.isValid()) {
                return new Extent(entries, bytes, true);
            }
        }
        return estimate(from, to, entries, bytes);
    }

    /** From the size of the files' part of the range, how much they shrank, and the first entries' average. */
    private Extent estimate(byte[] from, byte[] to, long countedEntries, long countedBytes) throws RocksDBException {
        try (Slice lower = new Slice(from);
                Slice upper = new Slice(to)) {
            Range range = new Range(lower, upper);
            long onDisk = db.getApproximateSizes(List.of(range), SizeApproximationFlag.INCLUDE_FILES)[0];
            long inMemory = db.getApproximateMemTableStats(range).count;
            Map<String, String> files = db.getMapProperty("rocksdb.aggregated-table-properties");
            double raw = number(files, "raw_key_size") + number(files, "raw_value_size");
            double average = (double) countedBytes / countedEntries;
            double entries = onDisk * raw / Math.max(1, number(files, "data_size")) / average + inMemory;
            long atLeast = Math.max(countedEntries, Math.round(entries));
            return new Extent(atLeast, Math.round(atLeast * average), false);
        }
    }

    private static double number(Map<String, String> properties, String name) {
        return Double.parseDouble(properties.getOrDefault(name, "0"));
    }

    long property(String name) throws RocksDBException {
        return db.getLongProperty("rocksdb." + name);
    }

    long stalls() throws RocksDBException {
        Map<String, String> stalls = db.getMapProperty("rocksdb.cf-write-stall-stats");
        return (long) (number(stalls, "total-delays") + number(stalls, "total-stops"));
    }

    long stalledMicros() throws RocksDBException {
        return (long) number(db.getMapProperty("rocksdb.dbstats"), "db.user_write_stall_micros");
    }

    /** So that the next start has no log to replay. */
    void flush() throws RocksDBException {
        try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
            db.flush(wait);
        }
    }

    @Override
    public void close() {
        Consumer<AbstractNativeReference> free = AbstractNativeReference::close;
        natives.reversed().forEach(free);
        natives.clear();
    }
}
