package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.embedded.Consumption.Rate;
import com.necpgame.platform.embedded.storage.Batch;
import com.necpgame.platform.embedded.storage.Storage;
import com.necpgame.platform.embedded.storage.StorageOptions.Durability;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A write that was made ready before its table changed. */
class WritesTest {
    private static final KeyShape KEYS =
            new KeyShape(Spaces.FIRST, new KeyAttribute("pk", ScalarAttributeType.S), null, null);
    private static final IndexSchema INDEX = new IndexSchema(
            "late",
            true,
            new KeyShape(Spaces.FIRST + 1, new KeyAttribute("g", ScalarAttributeType.S), null, KEYS),
            ProjectionType.ALL,
            Set.of(),
            false);
    private static final TableSchema TABLE = new TableSchema(
            "things",
            "id",
            Instant.EPOCH,
            KEYS,
            List.of(),
            new TableSchema.Throughput(BillingMode.PAY_PER_REQUEST, 0, 0),
            null,
            false);

    @TempDir
    private Path folder;

    private Storage storage;
    private Tables tables;
    private Writes writes;
    private Write ready;

    @BeforeEach
    void prepare() {
        storage = Storage.open(Stores.storage(folder.resolve("store"), Durability.FSYNCED));
        tables = new Tables(storage);
        tables.save(TABLE, new Batch());
        writes = new Writes(storage, tables, new Tokens(storage, Clock.systemUTC()), new Locks());
        ready = new WriteRequests(tables).put(tables.require("things"), StoreTest.item("pk", "a", "g", "x"));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private Outcome commit() {
        return writes.commit(ready, new Consumption(null, Rate.WRITE));
    }

    @Test
    void itEntersAnIndexThatWasAddedMeanwhile() {
        tables.save(TABLE.with(INDEX), new Batch());
        commit();

        assertThat(storage.get(INDEX.keys().entry(StoreTest.item("pk", "a", "g", "x"))))
                .isNotNull();
    }

    @Test
    void itIsRefusedIfTheTableWentAwayMeanwhile() {
        tables.remove(TABLE, new Batch());
        assertThatThrownBy(this::commit).isInstanceOf(ResourceNotFoundException.class);

        var another = new TableSchema(
                TABLE.name(), "other id", TABLE.created(), KEYS, List.of(), TABLE.throughput(), null, false);
        tables.save(another, new Batch());
        assertThatThrownBy(this::commit).isInstanceOf(ResourceNotFoundException.class);
    }

    /** What the catalog holds is what the storage holds, also for one who opens it anew. */
    @Test
    void schemasAreReadAsTheyWereStored() {
        tables.save(TABLE.with(INDEX).expiringBy("exp").protect(true), new Batch());
        TableSchema read = new Tables(storage).require("things");

        assertThat(SchemaCodec.encode(read)).isEqualTo(SchemaCodec.encode(tables.require("things")));
        assertThat(read.expiry()).isEqualTo("exp");
        assertThat(read.isProtected()).isTrue();
        assertThat(read.indexes().getFirst().keys().names()).containsExactly("g", "pk");
        assertThat(read.indexes().getFirst().complete()).isFalse();
    }
}
