package com.necpgame.harness.slice.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.wire.Json;
import java.util.List;

/**
 * A new row as a record of a stream.
 *
 * @param sequence its number in the shard, decimal digits
 * @param item the row in DynamoDB's JSON
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>
 */
record StreamRecord(String table, String sequence, JsonNode item) {
    static ObjectNode event(List<StreamRecord> records) {
        ObjectNode event = Json.object();
        ArrayNode array = event.putArray("Records");
        records.forEach(row -> array.add(row.json()));
        return event;
    }

    String sortKey() {
        return item.path("sk").path("S").asText();
    }

    private ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("eventID", Integer.toHexString((table + sequence).hashCode()) + sequence);
        json.put("eventName", "INSERT");
        json.put("eventVersion", "1.1");
        json.put("eventSource", "aws:dynamodb");
        json.put("awsRegion", "local");
        json.put(
                "eventSourceARN",
                "arn:aws:dynamodb:local:000000000000:table/" + table + "/stream/2026-01-01T00:00:00.000");
        ObjectNode dynamodb = json.putObject("dynamodb");
        ObjectNode keys = dynamodb.putObject("Keys");
        keys.set("pk", item.path("pk"));
        keys.set("sk", item.path("sk"));
        dynamodb.set("NewImage", item);
        dynamodb.put("SequenceNumber", sequence);
        dynamodb.put("SizeBytes", item.toString().length());
        dynamodb.put("StreamViewType", "NEW_IMAGE");
        return json;
    }
}
