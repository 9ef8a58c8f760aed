package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.embedded.storage.KilledWriters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** SIGKILL in the middle of transactions that move an index entry. {@code -Drounds=20}, {@code -Dseed=}. */
@Tag("soak")
class KillSoakTest {
    private static final int WRITERS = 16;
    private static final String TABLE = "counters";

    @TempDir
    Path temp;

    /** Counts with sixteen writers in the folder of the first argument, and notes what was answered in the file of the second. */
    public static final class Writers {
        public static void main(String[] args) throws IOException, InterruptedException {
            DynamoDbClient dynamo = Stores.open(Path.of(args[0]));
            if (dynamo.listTables().tableNames().isEmpty()) {
                ScoreTable.create(dynamo, TABLE);
            }
            KilledWriters.write(WRITERS, Path.of(args[1]), (writer, answered) -> count(dynamo, writer, answered));
        }

        private static void count(DynamoDbClient dynamo, int writer, LongConsumer answered) {
            for (long number = read(dynamo, writer, "A") + 1; ; number++) {
                transact(dynamo, writer, number);
                answered.accept(number);
            }
        }
    }

    /** Two puts, a log entry that must be new, and an update that moves the index entry if the number before is right. */
    private static void transact(DynamoDbClient dynamo, int writer, long number) {
        dynamo.transactWriteItems(request -> request.transactItems(
                put(writer, "A", number, null),
                put(writer, "B", number, null),
                put(writer, "LOG#%012d".formatted(number), number, "attribute_not_exists(pk)"),
                TransactWriteItem.builder()
                        .update(update -> update.tableName(TABLE)
                                .key(key(writer, "C"))
                                .updateExpression("SET n = :n, score = :n, board = :board")
                                .conditionExpression("attribute_not_exists(n) OR n = :before")
                                .expressionAttributeValues(Map.of(
                                        ":n", n(number), ":before", n(number - 1), ":board", s("board" + writer))))
                        .build()));
    }

    private static TransactWriteItem put(int writer, String sort, long number, @Nullable String condition) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(TABLE)
                        .item(Map.of(
                                "pk",
                                s("writer" + writer),
                                "sk",
                                s(sort),
                                "n",
                                n(number),
                                "padding",
                                s("x".repeat(100))))
                        .conditionExpression(condition))
                .build();
    }

    @Test
    void nothingAnsweredIsLostAndNothingIsHalfApplied() throws IOException, InterruptedException {
        long seed = Long.getLong("seed", System.nanoTime());
        int rounds = Integer.getInteger("rounds", 2);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Path folder = temp.resolve("store");
        Path answers = temp.resolve("answered");
        long transactions = 0;
        for (int round = 0; round < rounds; round++) {
            ByteBuffer answered = KilledWriters.kill(Writers.class, folder, answers, 300 + random.nextInt(2_000));
            try (DynamoDbClient dynamo = Stores.open(folder)) {
                transactions = 0;
                for (int writer = 0; writer < WRITERS; writer++) {
                    transactions += check(dynamo, writer, answered.getLong(Long.BYTES * writer));
                }
            }
        }
        System.out.printf(
                "%d kills at %d writers, %,d transactions: 0 answered lost, 0 half applied, 0 wrong index entries%n",
                rounds, WRITERS, transactions);
    }

    private static long check(DynamoDbClient dynamo, int writer, long answered) {
        long number = read(dynamo, writer, "A");
        assertThat(number).as("A of writer %d (answered and lost?)", writer).isGreaterThanOrEqualTo(answered);
        assertThat(read(dynamo, writer, "B"))
                .as("B of writer %d (half applied?)", writer)
                .isEqualTo(number);
        assertThat(read(dynamo, writer, "C"))
                .as("C of writer %d (half applied?)", writer)
                .isEqualTo(number);
        long logged = dynamo
                .queryPaginator(QueryRequest.builder()
                        .tableName(TABLE)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :log)")
                        .expressionAttributeValues(Map.of(":pk", s("writer" + writer), ":log", s("LOG#")))
                        .build())
                .items()
                .stream()
                .count();
        assertThat(logged).as("log of writer %d (half applied?)", writer).isEqualTo(number);
        var indexed = dynamo.query(query -> query.tableName(TABLE)
                        .indexName(ScoreTable.INDEX)
                        .keyConditionExpression("board = :board")
                        .expressionAttributeValues(Map.of(":board", s("board" + writer))))
                .items();
        assertThat(indexed).as("index entries of writer %d", writer).hasSize(number == 0 ? 0 : 1);
        if (number > 0) {
            assertThat(indexed.getFirst()).containsEntry("score", n(number)).containsEntry("n", n(number));
        }
        return number;
    }

    private static long read(DynamoDbClient dynamo, int writer, String sort) {
        AttributeValue number = dynamo.getItem(
                        get -> get.tableName(TABLE).key(key(writer, sort)).consistentRead(true))
                .item()
                .get("n");
        return number == null ? 0 : Long.parseLong(number.n());
    }

    private static Map<String, AttributeValue> key(int writer, String sort) {
        return Map.of("pk", s("writer" + writer), "sk", s(sort));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(long number) {
        return AttributeValue.fromN(String.valueOf(number));
    }
}
