package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.storage.Health;
import com.necpgame.platform.embedded.storage.Metrics;
import com.necpgame.platform.embedded.storage.Storage;
import com.necpgame.platform.embedded.storage.StorageException;
import com.necpgame.platform.embedded.storage.StorageOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * DynamoDB in this process. One folder, one process, any number of threads, virtual ones too.
 *
 * <p>What it answers is durable, unless it was opened as relaxed. A store that cannot answer throws what the SDK throws for a service that
 * cannot: {@code InternalServerErrorException} after a failed write to the disk until it has opened itself again, status 503 for writes to a
 * full disk, {@code SdkClientException} once it was closed. Calls that it does not have throw {@link UnsupportedOperationException}.
 */
public final class EmbeddedDynamo extends UnsupportedCalls {
    private final Storage storage;
    private final TableCalls tableCalls;
    private final Reads reads;
    private final Queries queries;
    private final Scans scans;
    private final WriteCalls writeCalls;
    private final Batches batches;
    private final Transactions transactions;
    private final Expiry expiry;
    private final Upkeep upkeep;

    private EmbeddedDynamo(EmbeddedOptions options, Storage storage, Clock clock) {
        this.storage = storage;
        var tables = new Tables(storage);
        var locks = new Locks();
        var changing = new ReentrantLock();
        var tokens = new Tokens(storage, clock);
        var writes = new Writes(storage, tables, tokens, locks);
        var requests = new WriteRequests(tables);
        var conflicts = new Conflicts(options.transactionConflicts());
        this.reads = new Reads(storage, tables);
        var pages = new Pages(storage);
        this.queries = new Queries(storage, tables, pages);
        this.scans = new Scans(storage, tables, pages);
        this.writeCalls = new WriteCalls(requests, writes, conflicts);
        this.batches = new Batches(tables, reads, requests, writes, conflicts);
        this.transactions = new Transactions(storage, tables, requests, writes, conflicts);
        this.expiry = new Expiry(storage, tables, writes, tokens, locks, clock);
        this.upkeep = new Upkeep(
                new IndexFilling(storage, tables, locks, changing),
                new Dropping(storage),
                expiry,
                options.sweepInterval());
        this.tableCalls = new TableCalls(storage, tables, new TableRequests(clock), locks, upkeep, changing);
    }

    /**
     * Opens the store in its folder, which is made where missing.
     *
     * @param clock for TTL, client tokens and creation times
     * @throws StorageException if another process holds the folder, a newer version wrote it, or the disk fails
     */
    public static EmbeddedDynamo open(EmbeddedOptions options, Clock clock) {
        var dynamo = new EmbeddedDynamo(options, Storage.open(options.storage()), clock);
        dynamo.upkeep.start();
        return dynamo;
    }

    /** With the defaults of {@link EmbeddedOptions#of}. */
    public static EmbeddedDynamo open(StorageOptions options, Clock clock) {
        return open(EmbeddedOptions.of(options), clock);
    }

    /** Whether it takes calls, for probes. */
    public Health health() {
        return storage.health();
    }

    /**
     * What the storage did and holds.
     *
     * @throws StorageException as {@link Storage#metrics} does
     */
    public Metrics metrics() {
        return storage.metrics();
    }

    /**
     * Copies the data as it is now to a folder, while calls go on.
     *
     * @throws StorageException as {@link Storage#backup} does
     */
    public void backup(Path target) {
        storage.backup(target);
    }

    /** Deletes what has expired, now and in this thread. */
    void sweep() {
        expiry.sweep(() -> false);
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return answer(() -> reads.get(request));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return answer(() -> batches.get(request));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return answer(() -> queries.query(request));
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return answer(() -> scans.scan(request));
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return answer(() -> transactions.get(request));
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return answer(() -> writeCalls.put(request));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return answer(() -> writeCalls.update(request));
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return answer(() -> writeCalls.delete(request));
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return answer(() -> batches.write(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return answer(() -> transactions.write(request));
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return answer(() -> tableCalls.create(request));
    }

    @Override
    public UpdateTableResponse updateTable(UpdateTableRequest request) {
        return answer(() -> tableCalls.update(request));
    }

    @Override
    public DeleteTableResponse deleteTable(DeleteTableRequest request) {
        return answer(() -> tableCalls.delete(request));
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return answer(() -> tableCalls.describe(request));
    }

    @Override
    public ListTablesResponse listTables(ListTablesRequest request) {
        return answer(() -> tableCalls.list(request));
    }

    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        return answer(() -> tableCalls.updateExpiry(request));
    }

    @Override
    public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return answer(() -> tableCalls.describeExpiry(request));
    }

    @Override
    public DescribeLimitsResponse describeLimits(DescribeLimitsRequest request) {
        return answer(TableCalls::limits);
    }

    /** A call never sees two states of the storage, as it was before a failure and as it was opened again. */
    private <R> R answer(Supplier<R> call) {
        try (var session = storage.session()) {
            return call.get();
        } catch (StorageException e) {
            throw Failures.of(e);
        }
    }

    @Override
    public DynamoDbWaiter waiter() {
        return DynamoDbWaiter.builder().client(this).build();
    }

    /** Empty: there is no region, endpoint or credential. */
    @Override
    public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
        return DynamoDbServiceClientConfiguration.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Waits for the calls under way. */
    @Override
    public void close() {
        upkeep.close();
        storage.close();
    }
}
