package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Looks at the tables themselves, past all code of ours, and says what must hold of them. */
final class Ledgers {
    private Ledgers() {}

    /** Events that no relay has taken yet. */
    static int eventsWaiting(GameServer game) {
        var store = game.bean(DynamoDbClient.class);
        return List.of("economy", "inventory", "player").stream()
                .mapToInt(table -> rows(store, table, "OUT#").size())
                .sum();
    }

    /** Events that some listener has given up on. */
    static List<Map<String, AttributeValue>> deadLetters(DynamoDbClient store) {
        var letters = new ArrayList<Map<String, AttributeValue>>();
        List.of("economy", "inventory", "player").forEach(table -> letters.addAll(rows(store, table, "DEAD")));
        return letters;
    }

    /** Each currency sums to zero over wallets and system; each balance equals its entries; none is negative. */
    static void check(DynamoDbClient store) {
        var byCurrency = new HashMap<String, Long>();
        var byWallet = new HashMap<String, Long>();
        for (var row : rows(store, "economy", "WALLET#")) {
            var wallet = text(row, "pk");
            var sk = text(row, "sk");
            if (sk.startsWith("BALANCE#")) {
                var available = number(row, "available");
                var held = number(row, "held");
                assertThat(available).as("%s %s", wallet, sk).isNotNegative();
                assertThat(held).as("%s %s", wallet, sk).isNotNegative();
                byCurrency.merge(text(row, "currency"), available + held, Long::sum);
                byWallet.merge(wallet + text(row, "currency"), available + held, Long::sum);
            } else if (sk.startsWith("ENTRY#")) {
                byWallet.merge(wallet + text(row, "currency"), -number(row, "amount"), Long::sum);
            }
        }
        for (var row : rows(store, "economy", "SYSTEM#")) {
            byCurrency.merge(text(row, "currency"), number(row, "amount"), Long::sum);
        }
        assertThat(byCurrency.values())
                .as("sum of each currency: %s", byCurrency)
                .containsOnly(0L);
        assertThat(byWallet.values()).as("balance less entries").containsOnly(0L);
    }

    /** Of one number over all rows that have it. */
    static long sum(DynamoDbClient store, String table, String partition, String name) {
        return rows(store, table, partition).stream()
                .mapToLong(row -> number(row, name))
                .sum();
    }

    static List<Map<String, AttributeValue>> rows(DynamoDbClient store, String table, String partition) {
        return store
                .scanPaginator(scan -> scan.tableName(table)
                        .consistentRead(true)
                        .filterExpression("begins_with(pk, :p)")
                        .expressionAttributeValues(Map.of(":p", AttributeValue.fromS(partition))))
                .items()
                .stream()
                .toList();
    }

    private static String text(Map<String, AttributeValue> row, String name) {
        return Objects.requireNonNull(row.get(name), name).s();
    }

    private static long number(Map<String, AttributeValue> row, String name) {
        var value = row.get(name);
        return value == null ? 0 : Long.parseLong(value.n());
    }
}
