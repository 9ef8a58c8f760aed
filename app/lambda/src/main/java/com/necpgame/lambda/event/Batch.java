package com.necpgame.lambda.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records that Lambda reads from a queue or a stream and hands over together, and which of them shall come again.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch responses</a>
 */
final class Batch {
    private Batch() {}

    /** @param eventSource whose records they must be, like {@code aws:sqs} */
    static boolean isOf(JsonNode event, String eventSource) {
        if (!event.isObject() || !(event.get("Records") instanceof JsonNode records) || records.size() == 0) {
            return false;
        }
        return eventSource.equals(text(records.get(0), "eventSource"));
    }

    static List<JsonNode> records(JsonNode event) {
        var records = new ArrayList<JsonNode>();
        if (event.get("Records") instanceof JsonNode all) {
            all.values().forEach(records::add);
        }
        return records;
    }

    static @Nullable String text(@Nullable JsonNode node, String field) {
        return node != null && node.isObject() && node.get(field) instanceof JsonNode value && value.isString()
                ? value.getStringValue()
                : null;
    }

    /** @throws IllegalArgumentException if there is no such text */
    static String need(@Nullable JsonNode node, String field) {
        var value = text(node, field);
        if (value == null) {
            throw new IllegalArgumentException("a record without " + field);
        }
        return value;
    }

    /** @param failed what names each in its service, such as a message id; none if all went well */
    static void answer(JsonMapper json, OutputStream answer, List<String> failed) throws IOException {
        var failures = failed.stream().map(Failure::new).toList();
        json.writeValue(answer, Argument.of(Failures.class), new Failures(failures));
    }

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Failures(List<Failure> batchItemFailures) {}

    @Serdeable
    record Failure(String itemIdentifier) {}
}
