package com.necpgame.platform.embedded.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tour of a store by {@code aws dynamodb --endpoint-url}, which is not ours. Skipped where there is no aws. */
@Tag("soak")
class AwsCliTest {
    private static final String TABLE = "--table-name=tour";

    @TempDir
    private Path folder;

    private record Reply(int exit, String text) {}

    @Test
    void toursTheStore() throws Exception {
        assumeTrue(isInstalled(), "there is no aws on the PATH");
        try (var store = Stores.empty();
                var door = Door.open(store.client(), DoorOptions.onLoopback(0))) {
            var aws = new Tour(door);
            aws.says(
                    "ACTIVE",
                    "create-table",
                    TABLE,
                    "--billing-mode=PAY_PER_REQUEST",
                    "--attribute-definitions",
                    "AttributeName=pk,AttributeType=S",
                    "AttributeName=sk,AttributeType=N",
                    "--key-schema",
                    "AttributeName=pk,KeyType=HASH",
                    "AttributeName=sk,KeyType=RANGE");
            aws.says("", "wait", "table-exists", TABLE);
            aws.says("\"tour\"", "list-tables");
            aws.says("\"ItemCount\"", "describe-table", TABLE);
            aws.says(
                    "\"Enabled\": true",
                    "update-time-to-live",
                    TABLE,
                    "--time-to-live-specification=Enabled=true,AttributeName=exp");
            aws.says("\"exp\"", "describe-time-to-live", TABLE);
            aws.says(
                    "",
                    "put-item",
                    TABLE,
                    "--item={\"pk\":{\"S\":\"a\"},\"sk\":{\"N\":\"1\"},\"b\":{\"B\":\"AP8=\"},\"t\":{\"S\":\"ß\"}}");
            aws.says(
                    "\"B\"",
                    "get-item",
                    TABLE,
                    "--key={\"pk\":{\"S\":\"a\"},\"sk\":{\"N\":\"1\"}}",
                    "--consistent-read");
            aws.says(
                    "\"7\"",
                    "update-item",
                    TABLE,
                    "--key={\"pk\":{\"S\":\"a\"},\"sk\":{\"N\":\"1\"}}",
                    "--return-values=ALL_NEW",
                    "--update-expression=ADD coins :n",
                    "--expression-attribute-values={\":n\":{\"N\":\"7\"}}");
            aws.fails(
                    "ConditionalCheckFailedException",
                    "put-item",
                    TABLE,
                    "--item={\"pk\":{\"S\":\"a\"},\"sk\":{\"N\":\"1\"}}",
                    "--condition-expression=attribute_not_exists(pk)");
            aws.says(
                    "",
                    "batch-write-item",
                    "--request-items={\"tour\":[" + put(2) + "," + put(3) + "," + put(4) + "]}");
            aws.says(
                    "\"4\"",
                    "batch-get-item",
                    "--request-items={\"tour\":{\"Keys\":[{\"pk\":{\"S\":\"a\"},\"sk\":{\"N\":\"4\"}}]}}");
            aws.says(
                    "",
                    "transact-write-items",
                    "--transact-items=[{\"Delete\":{\"TableName\":\"tour\",\"Key\":{\"pk\":{\"S\":\"a\"},\"sk\":{\"N\":\"2\"}}}},"
                            + "{\"Put\":{\"TableName\":\"tour\",\"Item\":{\"pk\":{\"S\":\"a\"},\"sk\":{\"N\":\"5\"}}}}]");
            aws.fails(
                    "TransactionCanceledException",
                    "transact-write-items",
                    "--transact-items=[{\"ConditionCheck\":{\"TableName\":\"tour\","
                            + "\"Key\":{\"pk\":{\"S\":\"a\"},\"sk\":{\"N\":\"2\"}},\"ConditionExpression\":\"attribute_exists(pk)\"}}]");
            aws.says(
                    "\"Responses\"",
                    "transact-get-items",
                    "--transact-items=[{\"Get\":{\"TableName\":\"tour\",\"Key\":{\"pk\":{\"S\":\"a\"},\"sk\":{\"N\":\"5\"}}}}]");
            aws.says(
                    "\"Count\": 3",
                    "query",
                    TABLE,
                    "--key-condition-expression=pk = :p AND sk > :s",
                    "--page-size=1",
                    "--expression-attribute-values={\":p\":{\"S\":\"a\"},\":s\":{\"N\":\"1\"}}");
            aws.says("\"Count\": 4", "scan", TABLE);
            aws.says(
                    "\"coins\"",
                    "delete-item",
                    TABLE,
                    "--key={\"pk\":{\"S\":\"a\"},\"sk\":{\"N\":\"1\"}}",
                    "--return-values=ALL_OLD");
            aws.fails("ValidationException", "query", TABLE, "--key-condition-expression=pk >");
            aws.fails("UnknownOperationException", "list-global-tables");
            aws.says("tour", "delete-table", TABLE);
            aws.fails("ResourceNotFoundException", "scan", TABLE);
        }
    }

    private static String put(int sk) {
        return "{\"PutRequest\":{\"Item\":{\"pk\":{\"S\":\"a\"},\"sk\":{\"N\":\"" + sk + "\"}}}}";
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "aws")));
    }

    /** Calls {@code aws} as a user would, with keys that nobody knows. */
    private final class Tour {
        private final Door door;

        Tour(Door door) {
            this.door = door;
        }

        void says(String words, String... arguments) throws IOException, InterruptedException {
            var reply = call(arguments);
            assertThat(reply.exit()).as(reply.text()).isZero();
            assertThat(reply.text()).contains(words);
        }

        void fails(String words, String... arguments) throws IOException, InterruptedException {
            var reply = call(arguments);
            assertThat(reply.exit()).as(reply.text()).isNotZero();
            assertThat(reply.text()).contains(words);
        }

        private Reply call(String... arguments) throws IOException, InterruptedException {
            var command = new ArrayList<>(
                    List.of("aws", "dynamodb", "--endpoint-url", door.uri().toString()));
            command.addAll(List.of(arguments));
            var output = folder.resolve("output");
            var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            process.environment().put("AWS_ACCESS_KEY_ID", Stores.KEY);
            process.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
            process.environment().put("AWS_DEFAULT_REGION", "eu-west-1");
            process.environment().put("AWS_PAGER", "");
            process.environment().put("AWS_MAX_ATTEMPTS", "1");
            var running = process.start();
            assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
            var text = Files.readString(output);
            System.out.println("$ " + String.join(" ", command) + "\n" + text);
            return new Reply(running.exitValue(), text);
        }
    }
}
