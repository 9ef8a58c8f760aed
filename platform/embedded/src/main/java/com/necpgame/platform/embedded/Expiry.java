package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.Consumption.Rate;
import com.necpgame.platform.embedded.item.ItemCodec;
import com.necpgame.platform.embedded.storage.Storage;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Deletes items whose time to live has passed. Until it comes by they are there like any other, as in DynamoDB. */
final class Expiry {
    /** What expired longer ago is taken for a mistake and stays, as in DynamoDB. */
    private static final Duration CREDIBLE = Duration.ofDays(5 * 365);

    private static final int ITEMS_AT_ONCE = 100;

    private final Storage storage;
    private final Tables tables;
    private final Writes writes;
    private final Tokens tokens;
    private final Locks locks;
    private final Clock clock;

    Expiry(Storage storage, Tables tables, Writes writes, Tokens tokens, Locks locks, Clock clock) {
        this.storage = storage;
        this.tables = tables;
        this.writes = writes;
        this.tokens = tokens;
        this.locks = locks;
        this.clock = clock;
    }

    void sweep(BooleanSupplier stopped) {
        for (TableSchema table : tables.all()) {
            if (table.expiry() != null) {
                sweep(table, table.expiry(), stopped);
            }
        }
        tokens.forgetOld(locks);
    }

    private void sweep(TableSchema table, String attribute, BooleanSupplier stopped) {
        Bytes.Range rest = table.keys().everything();
        while (!stopped.getAsBoolean()) {
            var expired = new ArrayList<Write>();
            byte[] last;
            try (var session = storage.session()) {
                last = find(table, attribute, rest, expired);
                delete(expired);
            }
            if (last == null) {
                return;
            }
            rest = rest.after(last);
        }
    }

    /** @return where to go on; null if this was all */
    private byte @Nullable [] find(TableSchema table, String attribute, Bytes.Range range, List<Write> expired) {
        try (var cursor = storage.range(range.from(), range.to(), false)) {
            while (cursor.next()) {
                var item = ItemCodec.decode(cursor.value());
                AttributeValue time = item.get(attribute);
                if (time != null && isPast(time)) {
                    expired.add(delete(table, cursor.key(), item, attribute, time));
                }
                if (expired.size() == ITEMS_AT_ONCE) {
                    return cursor.key();
                }
            }
        }
        return null;
    }

    private boolean isPast(AttributeValue time) {
        if (time.n() == null) {
            return false;
        }
        var seconds = new BigDecimal(time.n());
        long now = clock.instant().getEpochSecond();
        return seconds.compareTo(BigDecimal.valueOf(now)) < 0
                && seconds.compareTo(BigDecimal.valueOf(now - CREDIBLE.toSeconds())) > 0;
    }

    /** Only while nobody has given it another time. */
    private static Write delete(
            TableSchema table, byte[] entry, Map<String, AttributeValue> item, String attribute, AttributeValue time) {
        return new Write(
                table,
                table.keys().of(item),
                entry,
                new Change.Delete(),
                now -> time.equals(now.get(attribute)),
                false);
    }

    private void delete(List<Write> expired) {
        try {
            if (!expired.isEmpty()) {
                writes.each(expired, new Consumption(null, Rate.WRITE));
            }
        } catch (ResourceNotFoundException deleted) {
            // The table itself went away meanwhile, and its items with it.
        }
    }
}
