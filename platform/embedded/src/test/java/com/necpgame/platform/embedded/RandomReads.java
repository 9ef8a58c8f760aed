package com.necpgame.platform.embedded;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;

/** Random calls that read. Pages are followed to the end. */
final class RandomReads {
    private static final List<String> FILTERS =
            List.of("attribute_exists(v)", "v > :one", "NOT contains(t, :x)", "attribute_exists(v) AND v <> :one");
    private static final List<String> PROJECTIONS = List.of("v", "pk, v", "m.a, l[0]", "#q, t, v", "zzz");
    private static final int PAGES_MAX = 200;

    /** One limited query of a table in so many may stop at the bound of its question, where {@link CallQuirk#END_OF_RANGE} waits. */
    private static final int STOPS_AT_BOUND = 20;

    private final Random random;
    private final String prefix;

    RandomReads(Random random, String prefix) {
        this.random = random;
        this.prefix = prefix;
    }

    RandomCall get() {
        TableShape table = table();
        String projection = projection();
        var request = GetItemRequest.builder()
                .tableName(prefix + table.name())
                .key(table.key(random))
                .consistentRead(random.nextBoolean())
                .projectionExpression(projection)
                .expressionAttributeNames(names(projection))
                .build();
        return new RandomCall("get", request.toString(), client -> {
            var response = client.getItem(request);
            return Answer.done(response.hasItem() ? Canonical.of(response.item()) : "-");
        });
    }

    RandomCall batch() {
        var requests = new HashMap<String, KeysAndAttributes>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            TableShape table = table();
            String projection = projection();
            var keys = new ArrayList<Map<String, AttributeValue>>();
            var seen = new HashSet<String>();
            for (int k = 1 + random.nextInt(5); k > 0; k--) {
                var key = table.key(random);
                if (seen.add(Canonical.of(key))) {
                    keys.add(key);
                } else if (random.nextInt(10) == 0) {
                    // Not that key: to DynamoDB Local 1000 and 1E+3 are two of them.
                    keys.add(keys.getFirst());
                }
            }
            requests.put(
                    prefix + table.name(),
                    KeysAndAttributes.builder()
                            .keys(keys)
                            .projectionExpression(projection)
                            .expressionAttributeNames(names(projection))
                            .build());
        }
        return new RandomCall("batchGet", requests.toString(), client -> {
            var response = client.batchGetItem(batch -> batch.requestItems(requests));
            var found = new HashMap<String, List<String>>();
            response.responses()
                    .forEach((table, items) -> found.put(
                            table, Canonical.of(items).stream().sorted().toList()));
            return Answer.done(found + " " + response.unprocessedKeys());
        });
    }

    RandomCall transaction() {
        var gets = new ArrayList<TransactGetItem>();
        var seen = new HashSet<String>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            TableShape table = table();
            var key = table.key(random);
            String projection = projection();
            if (seen.add(table.name() + Canonical.of(key)) || random.nextInt(20) == 0) {
                gets.add(TransactGetItem.builder()
                        .get(get -> get.tableName(prefix + table.name())
                                .key(key)
                                .projectionExpression(projection)
                                .expressionAttributeNames(names(projection)))
                        .build());
            }
        }
        return new RandomCall("transactGet", gets.toString(), client -> {
            var response = client.transactGetItems(request -> request.transactItems(gets));
            return Answer.done(response.responses().stream()
                    .map(item -> item.hasItem() ? Canonical.of(item.item()) : "-")
                    .toList());
        });
    }

    RandomCall query() {
        TableShape table = table();
        TableShape.Index index = random.nextBoolean()
                ? table.indexes().get(random.nextInt(table.indexes().size()))
                : null;
        KeyAttribute partition = index == null ? table.partition() : index.partition();
        KeyAttribute sort = index == null ? table.sort() : index.sort();
        var values = new HashMap<String, AttributeValue>();
        values.put(":p", TableShape.value(partition.type(), random, 3));
        Integer limit = random.nextInt(4) > 0 ? null : 1 + random.nextInt(4);
        boolean stopsAtBound = index != null || limit == null || random.nextInt(STOPS_AT_BOUND) == 0;
        String condition = partition.name() + " = :p" + (sort == null ? "" : range(sort, values, stopsAtBound));
        if (!stopsAtBound && (sort == null || condition.endsWith(" = :s"))) {
            limit = null;
        }
        String filter = filter(values);
        String select = select(index);
        String projection = select == null ? projection() : null;
        var request = QueryRequest.builder()
                .tableName(prefix + table.name())
                .indexName(index == null ? null : index.name())
                .keyConditionExpression(condition)
                .filterExpression(filter)
                .select(select)
                .projectionExpression(projection)
                .expressionAttributeNames(names(projection))
                .expressionAttributeValues(values)
                .scanIndexForward(random.nextBoolean())
                .consistentRead(random.nextBoolean() && (index == null || !index.global()))
                .limit(limit)
                .build();
        boolean hasTies = index != null;
        return new RandomCall(hasTies ? "queryIndex" : "query", request.toString(), client -> {
            var pages = new Pages(hasTies, filter != null, sort, request.scanIndexForward());
            pages.follow(from -> {
                var page =
                        client.query(request.toBuilder().exclusiveStartKey(from).build());
                pages.add(page.items(), page.count(), page.scannedCount(), page.lastEvaluatedKey());
                return page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
            });
            return pages.answer();
        });
    }

    RandomCall scan() {
        TableShape table = table();
        TableShape.Index index = random.nextInt(3) == 0
                ? table.indexes().get(random.nextInt(table.indexes().size()))
                : null;
        var values = new HashMap<String, AttributeValue>();
        String filter = index == null || random.nextInt(10) == 0 ? filter(values) : null;
        String select = select(index);
        String projection = select == null ? projection() : null;
        int segments = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0;
        Integer limit = random.nextBoolean() ? null : 1 + random.nextInt(4);
        var request = ScanRequest.builder()
                .tableName(prefix + table.name())
                .indexName(index == null ? null : index.name())
                .filterExpression(filter)
                .select(select)
                .projectionExpression(projection)
                .expressionAttributeNames(names(projection))
                .expressionAttributeValues(values.isEmpty() ? null : values)
                .limit(limit)
                .build();
        return new RandomCall("scan", request + " segments " + segments, client -> {
            // Which items a segment holds, and in which order, is the store's own affair.
            var pages = new Pages(true, true, null, true);
            for (int segment = 0; segment < Math.max(1, segments); segment++) {
                var part = segments == 0
                        ? request
                        : request.toBuilder()
                                .segment(segment)
                                .totalSegments(segments)
                                .build();
                pages.follow(from -> {
                    var page =
                            client.scan(part.toBuilder().exclusiveStartKey(from).build());
                    pages.add(page.items(), page.count(), page.scannedCount(), page.lastEvaluatedKey());
                    return page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
                });
            }
            return segments > 1 ? pages.union() : pages.answer();
        });
    }

    /** All pages of one question. */
    private static final class Pages {
        private final boolean hasTies;
        private final boolean filtered;
        private final @Nullable KeyAttribute sort;
        private final boolean ascending;
        private final List<Map<String, AttributeValue>> items = new ArrayList<>();
        private final List<String> pages = new ArrayList<>();
        private int count;
        private int scanned;

        Pages(boolean hasTies, boolean filtered, @Nullable KeyAttribute sort, @Nullable Boolean ascending) {
            this.hasTies = hasTies;
            this.filtered = filtered;
            this.sort = sort;
            this.ascending = !Boolean.FALSE.equals(ascending);
        }

        void follow(Function<@Nullable Map<String, AttributeValue>, @Nullable Map<String, AttributeValue>> next) {
            Map<String, AttributeValue> from = null;
            int read = 0;
            do {
                from = next.apply(from);
            } while (from != null && ++read < PAGES_MAX);
        }

        /** Among ties the order is free, and so is which of them end a page. */
        void add(List<Map<String, AttributeValue>> found, int passed, int looked, Map<String, AttributeValue> last) {
            items.addAll(found);
            count += passed;
            scanned += looked;
            String counts = hasTies && filtered ? "" + looked : looked == passed ? "" + looked : looked + "/" + passed;
            String next = last.isEmpty()
                    ? ""
                    : " " + (hasTies ? last.keySet().stream().sorted().toList() : Canonical.of(last));
            pages.add(counts + next);
        }

        Answer answer() {
            requireOrder();
            var shown = Canonical.of(items);
            return new Answer(
                    Answer.DONE,
                    count + " of " + scanned + " "
                            + (hasTies ? shown.stream().sorted().toList() : shown),
                    pages,
                    "");
        }

        Answer union() {
            return Answer.done(count + " of " + scanned + " "
                    + Canonical.of(items).stream().sorted().toList());
        }

        private void requireOrder() {
            if (sort == null) {
                return;
            }
            AttributeValue before = null;
            for (var item : items) {
                AttributeValue value = item.get(sort.name());
                if (before != null && value != null) {
                    int order = compare(before, value);
                    if (ascending ? order > 0 : order < 0) {
                        throw new IllegalStateException("not in order: " + before + ", " + value);
                    }
                }
                before = value;
            }
        }

        private static int compare(AttributeValue left, AttributeValue right) {
            if (left.n() != null) {
                return new BigDecimal(left.n()).compareTo(new BigDecimal(right.n()));
            }
            return Arrays.compareUnsigned(bytes(left), bytes(right));
        }

        private static byte[] bytes(AttributeValue value) {
            return value.s() != null
                    ? value.s().getBytes(java.nio.charset.StandardCharsets.UTF_8)
                    : value.b().asByteArrayUnsafe();
        }
    }

    /** @param exact whether bounds of a range are values that items have; otherwise they lie between them */
    private String range(KeyAttribute sort, Map<String, AttributeValue> values, boolean exact) {
        int kind = random.nextInt(8);
        if (kind > 0) {
            values.put(":s", bound(sort, exact || kind == 1 || kind == 6));
        }
        return switch (kind) {
            case 0 -> "";
            case 1 -> " AND " + sort.name() + " = :s";
            case 2 -> " AND " + sort.name() + " < :s";
            case 3 -> " AND " + sort.name() + " <= :s";
            case 4 -> " AND " + sort.name() + " > :s";
            case 5 -> " AND " + sort.name() + " >= :s";
            case 6 -> " AND begins_with(" + sort.name() + ", :s)";
            default -> {
                values.put(":u", bound(sort, exact));
                yield " AND " + sort.name() + " BETWEEN :s AND :u";
            }
        };
    }

    private AttributeValue bound(KeyAttribute sort, boolean exact) {
        var value = TableShape.value(sort.type(), random, Integer.MAX_VALUE);
        return exact ? value : TableShape.beside(value);
    }

    private @Nullable String filter(Map<String, AttributeValue> values) {
        if (random.nextInt(3) > 0) {
            return null;
        }
        String filter = FILTERS.get(random.nextInt(FILTERS.size()));
        if (filter.contains(":one")) {
            values.put(":one", AttributeValue.fromN("1"));
        }
        if (filter.contains(":x")) {
            values.put(":x", AttributeValue.fromS("x"));
        }
        return filter;
    }

    private @Nullable String select(TableShape.@Nullable Index index) {
        return switch (random.nextInt(8)) {
            case 0 -> "COUNT";
            case 1 -> "ALL_ATTRIBUTES";
            case 2 -> index == null && random.nextInt(4) > 0 ? null : "ALL_PROJECTED_ATTRIBUTES";
            default -> null;
        };
    }

    private @Nullable String projection() {
        return random.nextInt(4) == 0 ? PROJECTIONS.get(random.nextInt(PROJECTIONS.size())) : null;
    }

    private static @Nullable Map<String, String> names(@Nullable String projection) {
        return projection != null && projection.contains("#q") ? Map.of("#q", "q") : null;
    }

    private TableShape table() {
        return TableShape.ALL.get(random.nextInt(TableShape.ALL.size()));
    }
}
