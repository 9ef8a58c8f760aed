package com.necpgame.platform.embedded;

import static com.necpgame.platform.embedded.item.Rejections.validation;

import com.necpgame.platform.embedded.storage.Batch;
import com.necpgame.platform.embedded.storage.Storage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/** The calls about tables. Changes come one after the other, and while one takes effect nobody writes items. */
final class TableCalls {
    private static final int LISTED_MAX = 100;
    /** Of AWS's own default quota; nothing is limited by it here. */
    private static final long UNITS_MAX = 80_000;

    private static final long TABLE_UNITS_MAX = 40_000;

    private final Descriptions descriptions;
    private final Tables tables;
    private final TableRequests requests;
    private final Locks locks;
    private final Upkeep upkeep;
    private final ReentrantLock changing;

    TableCalls(
            Storage storage,
            Tables tables,
            TableRequests requests,
            Locks locks,
            Upkeep upkeep,
            ReentrantLock changing) {
        this.descriptions = new Descriptions(storage);
        this.tables = tables;
        this.requests = requests;
        this.locks = locks;
        this.upkeep = upkeep;
        this.changing = changing;
    }

    /** The table is ready at once, where AWS takes seconds. */
    CreateTableResponse create(CreateTableRequest request) {
        changing.lock();
        try {
            String name = TableRules.name(request.tableName());
            if (tables.find(name) != null) {
                throw Failures.inUse("Table already exists: " + name);
            }
            var batch = new Batch();
            var spaces = tables.newSpaces(TableRequests.spaces(request), batch);
            TableSchema table = requests.table(request, spaces.iterator());
            tables.save(table, batch);
            return CreateTableResponse.builder()
                    .tableDescription(descriptions.of(table))
                    .build();
        } finally {
            changing.unlock();
        }
    }

    static DescribeLimitsResponse limits() {
        return DescribeLimitsResponse.builder()
                .accountMaxReadCapacityUnits(UNITS_MAX)
                .accountMaxWriteCapacityUnits(UNITS_MAX)
                .tableMaxReadCapacityUnits(TABLE_UNITS_MAX)
                .tableMaxWriteCapacityUnits(TABLE_UNITS_MAX)
                .build();
    }

    DescribeTableResponse describe(DescribeTableRequest request) {
        return DescribeTableResponse.builder()
                .table(descriptions.of(require(request.tableName())))
                .build();
    }

    private TableSchema require(@Nullable String nameOrArn) {
        String name = TableRules.name(nameOrArn);
        TableSchema table = tables.find(name);
        if (table == null) {
            throw Failures.notFound("Requested resource not found: Table: " + name + " not found");
        }
        return table;
    }

    ListTablesResponse list(ListTablesRequest request) {
        int limit = request.limit() == null ? LISTED_MAX : request.limit();
        if (limit < 1 || limit > LISTED_MAX) {
            throw validation("1 validation error detected: Value '" + limit
                    + "' at 'limit' failed to satisfy constraint: Member must have value between 1 and " + LISTED_MAX);
        }
        List<String> names = tables.namesAfter(request.exclusiveStartTableName());
        boolean isMore = names.size() > limit;
        List<String> listed = isMore ? names.subList(0, limit) : names;
        return ListTablesResponse.builder()
                .tableNames(listed)
                .lastEvaluatedTableName(isMore ? listed.getLast() : null)
                .build();
    }

    /** The table is gone at once; its space on the disk returns in the background. */
    DeleteTableResponse delete(DeleteTableRequest request) {
        changing.lock();
        try {
            TableSchema table = require(request.tableName());
            if (table.isProtected()) {
                throw validation("Resource cannot be deleted as it is currently protected against deletion. "
                        + "Disable deletion protection first.");
            }
            var batch = new Batch();
            Tables.drop(table.keys(), batch);
            table.indexes().forEach(index -> Tables.drop(index.keys(), batch));
            try (var held = locks.all()) {
                tables.remove(table, batch);
            }
            upkeep.wake();
            return DeleteTableResponse.builder()
                    .tableDescription(descriptions.of(table, TableStatus.DELETING))
                    .build();
        } finally {
            changing.unlock();
        }
    }

    UpdateTableResponse update(UpdateTableRequest request) {
        changing.lock();
        try {
            TableRequests.refuseStream(request.streamSpecification());
            TableSchema table = require(request.tableName());
            var batch = new Batch();
            TableSchema changed = changed(table, request, batch);
            if (changed.equals(table)) {
                throw validation("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
                        + "GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
            }
            try (var held = locks.all()) {
                tables.save(changed, batch);
            }
            upkeep.wake();
            return UpdateTableResponse.builder()
                    .tableDescription(descriptions.of(changed, TableStatus.UPDATING))
                    .build();
        } finally {
            changing.unlock();
        }
    }

    private TableSchema changed(TableSchema table, UpdateTableRequest request, Batch batch) {
        TableSchema changed = table;
        if (request.deletionProtectionEnabled() != null) {
            changed = changed.protect(request.deletionProtectionEnabled());
        }
        if (request.billingMode() != null || request.provisionedThroughput() != null) {
            changed = changed.with(TableRules.throughput(request.billingMode(), request.provisionedThroughput()));
        }
        if (request.globalSecondaryIndexUpdates().isEmpty()) {
            return changed;
        }
        if (request.globalSecondaryIndexUpdates().size() > 1) {
            throw Failures.limitExceeded("Only 1 online index can be created or deleted simultaneously per table");
        }
        var types = TableRules.types(request.attributeDefinitions());
        return changed(changed, request.globalSecondaryIndexUpdates().getFirst(), types, batch);
    }

    private TableSchema changed(
            TableSchema table, GlobalSecondaryIndexUpdate update, Map<String, ScalarAttributeType> types, Batch batch) {
        if (update.create() != null) {
            refuseWhileFilling(table);
            if (table.index(update.create().indexName()) != null) {
                throw validation("Attempting to create an index which already exists");
            }
            return requests.added(
                    table, update.create(), types, tables.newSpaces(1, batch).iterator());
        }
        if (update.delete() != null) {
            IndexSchema index = table.index(update.delete().indexName());
            if (index == null || !index.global()) {
                throw Failures.notFound("Requested resource not found");
            }
            Tables.drop(index.keys(), batch);
            return table.without(index.name());
        }
        throw validation("An index of the embedded store can be created or deleted; it has no throughput to update");
    }

    private static void refuseWhileFilling(TableSchema table) {
        if (table.indexes().stream().anyMatch(index -> !index.complete())) {
            throw Failures.inUse("Attempt to change a resource which is still in use: an index of table " + table.name()
                    + " is being filled");
        }
    }

    UpdateTimeToLiveResponse updateExpiry(UpdateTimeToLiveRequest request) {
        changing.lock();
        try {
            TableSchema table = require(request.tableName());
            TimeToLiveSpecification asked = request.timeToLiveSpecification();
            if (asked == null || asked.enabled() == null || asked.attributeName() == null) {
                throw validation("TimeToLiveSpecification needs AttributeName and Enabled");
            }
            requireChange(table, asked);
            try (var held = locks.all()) {
                tables.save(table.expiringBy(asked.enabled() ? asked.attributeName() : null), new Batch());
            }
            return UpdateTimeToLiveResponse.builder()
                    .timeToLiveSpecification(asked)
                    .build();
        } finally {
            changing.unlock();
        }
    }

    private static void requireChange(TableSchema table, TimeToLiveSpecification asked) {
        if (table.expiry() == null && !asked.enabled()) {
            throw validation("TimeToLive is already disabled");
        }
        if (table.expiry() != null && !table.expiry().equals(asked.attributeName())) {
            throw validation(
                    "TimeToLive is active on a different AttributeName: current AttributeName is " + table.expiry());
        }
        if (table.expiry() != null && asked.enabled()) {
            throw validation("TimeToLive is already enabled");
        }
    }

    DescribeTimeToLiveResponse describeExpiry(DescribeTimeToLiveRequest request) {
        TableSchema table = require(request.tableName());
        return DescribeTimeToLiveResponse.builder()
                .timeToLiveDescription(expiry -> expiry.timeToLiveStatus(
                                table.expiry() == null ? TimeToLiveStatus.DISABLED : TimeToLiveStatus.ENABLED)
                        .attributeName(table.expiry()))
                .build();
    }
}
