package com.necpgame.platform.embedded;

import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One call, or the few that page through one question.
 *
 * @param kind for the tally
 */
record RandomCall(String kind, String description, Function<DynamoDbClient, Answer> call) {
    /** How often each comes. */
    private static final Map<String, Integer> WEIGHTS = Map.ofEntries(
            Map.entry("put", 6),
            Map.entry("update", 6),
            Map.entry("delete", 3),
            Map.entry("get", 2),
            Map.entry("batchGet", 1),
            Map.entry("batchWrite", 2),
            Map.entry("transact", 6),
            Map.entry("transactGet", 1),
            Map.entry("query", 6),
            Map.entry("scan", 2),
            Map.entry("odd", 1));

    static RandomCall of(Random random, String prefix) {
        int at = random.nextInt(
                WEIGHTS.values().stream().mapToInt(Integer::intValue).sum());
        for (var kind :
                WEIGHTS.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            at -= kind.getValue();
            if (at < 0) {
                return of(kind.getKey(), random, prefix);
            }
        }
        throw new IllegalStateException();
    }

    private static RandomCall of(String kind, Random random, String prefix) {
        var writes = new RandomWrites(random, prefix);
        var reads = new RandomReads(random, prefix);
        return switch (kind) {
            case "put" -> writes.put();
            case "update" -> writes.update();
            case "delete" -> writes.delete();
            case "batchWrite" -> writes.batch();
            case "transact" -> writes.transaction();
            case "get" -> reads.get();
            case "batchGet" -> reads.batch();
            case "transactGet" -> reads.transaction();
            case "query" -> reads.query();
            case "scan" -> reads.scan();
            default -> new OddCalls(random, prefix).any();
        };
    }

    Answer answer(DynamoDbClient client) {
        return Answer.of(() -> call.apply(client));
    }

    @Override
    public String toString() {
        return kind + " " + description;
    }
}
