package com.necpgame.platform.embedded.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.embedded.door.Stores.Store;
import com.necpgame.platform.testkit.DynamoInterceptor;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Broken requests, made from good ones. Each is answered in time, by success or by an error of 4xx with a name; one that
 * is refused has changed nothing, and one that can be read at all is answered as it is without a door. {@code -Dcases=}
 * for more than a few.
 */
@ExtendWith(Seeded.class)
class DoorFuzzTest {
    private static final int CASES = Integer.getInteger("cases", 1_000);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Those that would take the table away from the cases that follow, or make ever more. */
    private static final Set<String> LEFT_OUT = Set.of("CreateTable", "UpdateTable", "DeleteTable");

    private static final String TARGET = "DynamoDB_20120810.";
    private static final Pattern OF_ONE_TABLE = Pattern.compile("\"(TableId|\\w*DateTime)\":(\"[^\"]*\"|[0-9.]+)");

    private record Request(String operation, byte[] json) {}

    @Test
    void brokenRequestsAreRefusedOrAnswered(Seed seed) throws Exception {
        var random = seed.random("door");
        var good = good();
        try (var store = store();
                var same = store();
                var door = Door.open(store.client(), DoorOptions.onLoopback(0));
                var http = HttpClient.newHttpClient()) {
            int refused = 0;
            for (int i = 0; i < CASES; i++) {
                var request = broken(good, random);
                var before = contents(store.client());
                var response = http.send(http(door, request), BodyHandlers.ofString());
                if (response.statusCode() != 200) {
                    refused++;
                    assertThat(contents(store.client())).as(() -> text(request)).isEqualTo(before);
                }
                check(request, response);
                assertThat(masked(response.body())).as(() -> text(request)).isEqualTo(direct(same.client(), request));
            }
            // Otherwise the cases were too broken, or not broken at all.
            assertThat(refused).isBetween(CASES / 4, CASES - CASES / 100);
        }
    }

    private static void check(Request request, HttpResponse<String> response) {
        assertThat(response.statusCode())
                .as(() -> text(request) + response.body())
                .isBetween(200, 499);
        if (response.statusCode() != 200) {
            assertThat(response.body())
                    .as(() -> text(request))
                    .matches("(?s)\\{\"__type\":\"com\\.amazon[a-z0-9.]*#[A-Za-z]+\",\"message\":\".*\"?}");
        }
    }

    /** The same request, asked of the store itself. */
    private static String direct(DynamoDbClient store, Request request) {
        byte[] json;
        try {
            json = PojoWriter.answer(
                    new Operations(store).named(TARGET + request.operation()).ask(request.json()));
        } catch (Refused e) {
            json = Errors.of(e).json();
        } catch (DynamoDbException e) {
            json = Errors.of(e).json();
        }
        return masked(new String(json, StandardCharsets.UTF_8));
    }

    /** Without what differs between two tables of the same shape. */
    private static String masked(String json) {
        return OF_ONE_TABLE.matcher(json).replaceAll("\"$1\":?");
    }

    private static String text(Request request) {
        return request.operation() + " " + new String(request.json(), StandardCharsets.ISO_8859_1) + "\n";
    }

    private static Store store() {
        var store = Stores.empty();
        store.client().createTable(Calls::table);
        for (int i = 0; i < 5; i++) {
            int n = i;
            store.client().putItem(r -> r.tableName(Calls.TABLE).item(Calls.everything("batch-" + n, n)));
        }
        return store;
    }

    private static List<Map<String, AttributeValue>> contents(DynamoDbClient store) {
        return store.scan(r -> r.tableName(Calls.TABLE)).items();
    }

    /** What the story of all calls sends. */
    private static List<Request> good() {
        var good = new ArrayList<Request>();
        try (var store = Stores.empty()) {
            var client = DynamoInterceptor.around(store.client(), call -> {
                if (!LEFT_OUT.contains(call.operation())) {
                    good.add(new Request(call.operation(), PojoWriter.answer(call.request())));
                }
                return call.proceed();
            });
            Calls.story().values().forEach(call -> Outcome.of(call, client));
        }
        return good;
    }

    private static HttpRequest http(Door door, Request request) {
        return HttpRequest.newBuilder(door.uri())
                .timeout(TIMEOUT)
                .header("Authorization", RawHttp.SIGNED)
                .header("X-Amz-Target", TARGET + request.operation())
                .POST(BodyPublishers.ofByteArray(request.json()))
                .build();
    }

    private static Request broken(List<Request> good, RandomGenerator random) throws IOException {
        var request = good.get(random.nextInt(good.size()));
        var json = request.json();
        for (int i = random.nextInt(4); i >= 0; i--) {
            json = broken(json, good.get(random.nextInt(good.size())).json(), random);
        }
        return new Request(request.operation(), json);
    }

    /** One change: bytes, a piece, a name, or a value. */
    private static byte[] broken(byte[] json, byte[] other, RandomGenerator random) throws IOException {
        return switch (random.nextInt(6)) {
            case 0 -> noise(json.clone(), random);
            case 1 -> splice(json, new byte[0], random);
            case 2 -> splice(json, piece(other, random), random);
            case 3 ->
                replaceFrom(
                        json, new String[] {"\"S\"", "\"N\"", "\"M\"", "\"L\"", "\"B\"", "\"NULL\"", "\"x\""}, random);
            case 4 ->
                replaceFrom(
                        json, new String[] {"true", "5", "\"5\"", "{}", "[]", "null", "1e999", "\"\\ud800\""}, random);
            default -> random.nextInt(20) == 0 ? noise(new byte[random.nextInt(200)], random) : json;
        };
    }

    private static byte[] noise(byte[] json, RandomGenerator random) {
        for (int i = json.length == 0 ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            json[random.nextInt(json.length)] = (byte) random.nextInt();
        }
        return json;
    }

    private static byte[] piece(byte[] json, RandomGenerator random) {
        if (json.length == 0) {
            return json;
        }
        int from = random.nextInt(json.length);
        return Arrays.copyOfRange(json, from, Math.min(json.length, from + random.nextInt(40)));
    }

    private static byte[] splice(byte[] json, byte[] piece, RandomGenerator random) throws IOException {
        int from = random.nextInt(json.length + 1);
        int to = Math.min(json.length, from + random.nextInt(20));
        var out = new ByteArrayOutputStream();
        out.write(json, 0, from);
        out.write(piece);
        out.write(json, to, json.length - to);
        return out.toByteArray();
    }

    /** Puts one of the tokens where the document has a string now, so that it stays well-formed. */
    private static byte[] replaceFrom(byte[] json, String[] tokens, RandomGenerator random) {
        var text = new String(json, StandardCharsets.ISO_8859_1);
        var strings = Pattern.compile("\"[^\"\\\\]*\"").matcher(text).results().toList();
        if (strings.isEmpty()) {
            return json;
        }
        var at = strings.get(random.nextInt(strings.size()));
        var token = tokens[random.nextInt(tokens.length)];
        return (text.substring(0, at.start()) + token + text.substring(at.end())).getBytes(StandardCharsets.ISO_8859_1);
    }
}
