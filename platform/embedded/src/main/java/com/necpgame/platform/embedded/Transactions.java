package com.necpgame.platform.embedded;

import static com.necpgame.platform.embedded.item.Rejections.validation;

import com.necpgame.platform.embedded.Consumption.Rate;
import com.necpgame.platform.embedded.item.ItemCodec;
import com.necpgame.platform.embedded.item.Sizes;
import com.necpgame.platform.embedded.storage.Storage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Several items as one. */
final class Transactions {
    static final int ACTIONS_MAX = 100;
    /** Of all items of one transaction together. */
    static final int BYTES_MAX = 4 * 1024 * 1024;

    private static final int TOKEN_CHARACTERS = 36;

    private final Storage storage;
    private final Tables tables;
    private final WriteRequests requests;
    private final Writes writes;
    private final Conflicts conflicts;

    Transactions(Storage storage, Tables tables, WriteRequests requests, Writes writes, Conflicts conflicts) {
        this.storage = storage;
        this.tables = tables;
        this.requests = requests;
        this.writes = writes;
        this.conflicts = conflicts;
    }

    TransactWriteItemsResponse write(TransactWriteItemsRequest request) {
        requireCount(request.transactItems().size());
        Tokens.Use token = token(request);
        List<Write> actions = request.transactItems().stream().map(requests::of).toList();
        requireDistinct(actions.stream().map(Write::entry).toList());
        var consumption = new Consumption(request.returnConsumedCapacity(), Rate.TRANSACT_WRITE);
        List<Outcome> outcomes;
        try (var claim = conflicts.claim(actions.stream().map(Write::entry).toList())) {
            outcomes = writes.commit(actions, token, consumption);
        }
        if (Writes.refused(outcomes)) {
            throw Failures.cancelled(outcomes.stream().map(Outcome::reason).toList());
        }
        return outcomes.isEmpty() ? replayed(request, actions) : written(consumption);
    }

    private static TransactWriteItemsResponse written(Consumption consumption) {
        return TransactWriteItemsResponse.builder()
                .consumedCapacity(consumption.byTable())
                .build();
    }

    /** A transaction that was done before costs what it takes to see that. */
    private TransactWriteItemsResponse replayed(TransactWriteItemsRequest request, List<Write> actions) {
        var consumption = new Consumption(request.returnConsumedCapacity(), Rate.TRANSACT_READ);
        if (consumption.isWanted()) {
            for (Write action : actions) {
                byte[] stored = storage.get(action.entry());
                consumption.table(action.table(), stored == null ? 0 : Sizes.of(ItemCodec.decode(stored)));
            }
        }
        return written(consumption);
    }

    private static Tokens.@Nullable Use token(TransactWriteItemsRequest request) {
        String token = request.clientRequestToken();
        if (token == null) {
            return null;
        }
        if (token.isEmpty() || token.length() > TOKEN_CHARACTERS) {
            throw validation("1 validation error detected: Value '" + token
                    + "' at 'clientRequestToken' failed to satisfy constraint: Member must have length between 1 and "
                    + TOKEN_CHARACTERS);
        }
        return Tokens.Use.of(request);
    }

    private static void requireCount(int actions) {
        if (actions < 1 || actions > ACTIONS_MAX) {
            throw validation("1 validation error detected: Value at 'transactItems' failed to satisfy constraint: "
                    + "Member must have length between 1 and " + ACTIONS_MAX);
        }
    }

    private static void requireDistinct(List<byte[]> entries) {
        var seen = new HashSet<ByteBuffer>();
        for (byte[] entry : entries) {
            if (!seen.add(ByteBuffer.wrap(entry))) {
                throw validation("Transaction request cannot include multiple operations on one item");
            }
        }
    }

    /** @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if these are more than {@link #BYTES_MAX} */
    static void requireTogether(long bytes) {
        if (bytes > BYTES_MAX) {
            throw validation("Transaction request has exceeded the maximum size of 4 MB");
        }
    }

    /** All items as they were at one moment. */
    TransactGetItemsResponse get(TransactGetItemsRequest request) {
        requireCount(request.transactItems().size());
        List<Read> reads = request.transactItems().stream().map(this::read).toList();
        List<byte[]> entries = reads.stream().map(Read::entry).toList();
        requireDistinct(entries);
        var consumption = new Consumption(request.returnConsumedCapacity(), Rate.TRANSACT_READ);
        var responses = new ArrayList<ItemResponse>(reads.size());
        try (var claim = conflicts.claim(entries)) {
            responses.addAll(atOneMoment(reads, consumption));
        }
        return TransactGetItemsResponse.builder()
                .responses(responses)
                .consumedCapacity(consumption.byTable())
                .build();
    }

    private List<ItemResponse> atOneMoment(List<Read> reads, Consumption consumption) {
        var responses = new ArrayList<ItemResponse>(reads.size());
        long bytes = 0;
        try (var view = storage.view()) {
            for (Read read : reads) {
                byte[] stored = view.get(read.entry());
                var item = stored == null ? null : ItemCodec.decode(stored);
                int size = item == null ? 0 : Sizes.of(item);
                consumption.table(read.table(), size);
                bytes += size;
                responses.add(ItemResponse.builder()
                        .item(item == null ? null : read.shown(item))
                        .build());
            }
        }
        reads.forEach(read -> storage.awaitReadable(read.partition()));
        requireTogether(bytes);
        return responses;
    }

    private Read read(TransactGetItem item) {
        Get get = item.get();
        if (get == null) {
            throw validation("TransactItems can only contain Get");
        }
        return Read.of(tables, get.tableName(), get.key(), get.projectionExpression(), get.expressionAttributeNames());
    }
}
