package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.Consumption.Rate;
import com.necpgame.platform.embedded.item.ItemCodec;
import com.necpgame.platform.embedded.item.Sizes;
import com.necpgame.platform.embedded.storage.Storage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/** Reads by key. What is answered is durable: a read waits for the group that wrote it. */
final class Reads {
    private final Storage storage;
    private final Tables tables;

    Reads(Storage storage, Tables tables) {
        this.storage = storage;
        this.tables = tables;
    }

    GetItemResponse get(GetItemRequest request) {
        Legacy.refuse(request);
        Read read = Read.of(
                tables,
                request.tableName(),
                request.key(),
                request.projectionExpression(),
                request.expressionAttributeNames());
        var item = item(read);
        var consumption = new Consumption(request.returnConsumedCapacity(), Rate.read(request.consistentRead()));
        if (consumption.isWanted()) {
            consumption.table(read.table(), item == null ? 0 : Sizes.of(item));
        }
        return GetItemResponse.builder()
                .item(item == null ? null : read.shown(item))
                .consumedCapacity(consumption.single())
                .build();
    }

    /** The whole item; null if there is none. */
    @Nullable
    Map<String, AttributeValue> item(Read read) {
        byte[] stored = storage.get(read.entry());
        storage.awaitReadable(read.partition());
        return stored == null ? null : ItemCodec.decode(stored);
    }
}
