package com.necpgame.platform.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** The capacity units of one call, as AWS counts them: a write unit per KB written, a read unit per 4 KB read. */
final class Consumption {
    private static final int WRITE_UNIT_BYTES = 1024;
    private static final int READ_UNIT_BYTES = 4 * 1024;

    /** What a unit is, and what a call pays for it. */
    enum Rate {
        EVENTUAL_READ(READ_UNIT_BYTES, 0.5),
        CONSISTENT_READ(READ_UNIT_BYTES, 1),
        TRANSACT_READ(READ_UNIT_BYTES, 2),
        WRITE(WRITE_UNIT_BYTES, 1),
        TRANSACT_WRITE(WRITE_UNIT_BYTES, 2);

        private final int unitBytes;
        private final double price;

        Rate(int unitBytes, double price) {
            this.unitBytes = unitBytes;
            this.price = price;
        }

        static Rate read(@Nullable Boolean consistent) {
            return Boolean.TRUE.equals(consistent) ? CONSISTENT_READ : EVENTUAL_READ;
        }

        private double units(int bytes) {
            return price * Math.max(1, (bytes + unitBytes - 1) / unitBytes);
        }

        private boolean isTransact() {
            return this == TRANSACT_READ || this == TRANSACT_WRITE;
        }
    }

    private final @Nullable ReturnConsumedCapacity wanted;
    private final Rate rate;
    private final Map<String, Tally> tables = new LinkedHashMap<>();

    private static final class Tally {
        private double units;
        private final Map<IndexSchema, Double> indexes = new LinkedHashMap<>();

        private double total() {
            return units
                    + indexes.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    Consumption(@Nullable ReturnConsumedCapacity wanted, Rate rate) {
        this.wanted = wanted;
        this.rate = rate;
    }

    boolean isWanted() {
        return wanted == ReturnConsumedCapacity.TOTAL || wanted == ReturnConsumedCapacity.INDEXES;
    }

    /** @param bytes of the item; of no item: 0, which costs as much as a small one */
    void table(TableSchema table, int bytes) {
        tally(table).units += rate.units(bytes);
    }

    void index(TableSchema table, IndexSchema index, int bytes) {
        tally(table).indexes.merge(index, rate.units(bytes), Double::sum);
    }

    private Tally tally(TableSchema table) {
        return tables.computeIfAbsent(table.name(), ignored -> new Tally());
    }

    /** Of a call on one table; null if the caller did not ask. */
    @Nullable
    ConsumedCapacity single() {
        return isWanted() && !tables.isEmpty() ? all().getFirst() : null;
    }

    /** By table; null if the caller did not ask. */
    @Nullable
    List<ConsumedCapacity> byTable() {
        return isWanted() ? all() : null;
    }

    private List<ConsumedCapacity> all() {
        return tables.entrySet().stream()
                .map(entry -> capacity(entry.getKey(), entry.getValue()))
                .toList();
    }

    private ConsumedCapacity capacity(String table, Tally tally) {
        var capacity = ConsumedCapacity.builder().tableName(table).capacityUnits(tally.total());
        switch (rate) {
            case TRANSACT_READ -> capacity.readCapacityUnits(tally.total());
            case TRANSACT_WRITE -> capacity.writeCapacityUnits(tally.total());
            default -> {}
        }
        if (wanted == ReturnConsumedCapacity.INDEXES) {
            capacity.table(capacity(tally.units));
            capacity.globalSecondaryIndexes(indexes(tally, true));
            capacity.localSecondaryIndexes(indexes(tally, false));
        }
        return capacity.build();
    }

    private @Nullable Map<String, Capacity> indexes(Tally tally, boolean global) {
        var units = new TreeMap<String, Capacity>();
        tally.indexes.forEach((index, consumed) -> {
            if (index.global() == global) {
                units.put(index.name(), capacity(consumed));
            }
        });
        return units.isEmpty() ? null : units;
    }

    private Capacity capacity(double units) {
        var capacity = Capacity.builder().capacityUnits(units);
        if (rate.isTransact()) {
            capacity.readCapacityUnits(rate == Rate.TRANSACT_READ ? units : null);
            capacity.writeCapacityUnits(rate == Rate.TRANSACT_WRITE ? units : null);
        }
        return capacity.build();
    }
}
