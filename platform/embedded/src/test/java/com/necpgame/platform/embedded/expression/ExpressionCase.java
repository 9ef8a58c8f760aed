package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.item.RandomValues;
import com.necpgame.platform.embedded.item.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** One random item, and one random request with expressions over it. The same seed and number make the same case. */
final class ExpressionCase {
    enum Kind {
        CONDITION,
        FILTER,
        UPDATE,
        PROJECTION,
        KEY_CONDITION
    }

    private static final String ITEMS = "items";
    private static final String PAIRS = "pairs";
    private static final String KEY = "k";
    private static final List<String> PARTITIONS = List.of("x", "xy");
    private static final List<String> SORTS = List.of(
            "0z", "10x", "Z", "abcx", "x", "xx", "xy", "xyx", "xyz", "xyzz", "xéz", "yz", "é", "éx", "ﬀ", "𝄞", "𝄞z");

    final Kind kind;
    final String expression;
    final @Nullable String condition;
    final Map<String, String> names;
    final Map<String, AttributeValue> constants;
    final Map<String, AttributeValue> item;
    final ReturnValue returnValue;

    ExpressionCase(long seed, long number) {
        var random = new Random((seed * 1_000_003 + number) * 0x9E3779B97F4A7C15L);
        var values = new RandomValues(random);
        item = values.item(KEY);
        kind = kind(random);
        var expressions = new RandomExpression(random, item);
        expression = expressions.mangled(
                switch (kind) {
                    case CONDITION, FILTER -> expressions.condition(3);
                    case UPDATE -> values.onceIn(3) ? expressions.wildUpdate() : expressions.fittingUpdate();
                    case PROJECTION -> expressions.projection();
                    case KEY_CONDITION -> expressions.keyCondition();
                });
        condition = kind == Kind.UPDATE && values.onceIn(3) ? expressions.mangled(expressions.condition(1)) : null;
        if (kind != Kind.PROJECTION) {
            expressions.misplace();
        }
        names = expressions.names;
        constants = expressions.constants;
        returnValue = kind == Kind.UPDATE ? returnValue(values) : ReturnValue.NONE;
    }

    private static Kind kind(Random random) {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6 -> Kind.CONDITION;
            case 7, 8 -> Kind.FILTER;
            case 9, 10 -> Kind.PROJECTION;
            case 11 -> Kind.KEY_CONDITION;
            default -> Kind.UPDATE;
        };
    }

    /** Seldom what a quirk is known to answer differently. */
    private ReturnValue returnValue(RandomValues values) {
        var updated = isNestedUpdate() ? values.onceIn(60) : values.onceIn(2);
        if (updated) {
            return values.onceIn(2) ? ReturnValue.UPDATED_OLD : ReturnValue.UPDATED_NEW;
        }
        return values.onceIn(10) ? ReturnValue.ALL_OLD : ReturnValue.ALL_NEW;
    }

    /** Whether a path of the update leads into a list or map. */
    boolean isNestedUpdate() {
        return kind == Kind.UPDATE && (expression.contains("[") || expression.contains("."));
    }

    boolean returnsUpdated() {
        return returnValue == ReturnValue.UPDATED_OLD || returnValue == ReturnValue.UPDATED_NEW;
    }

    /** What the embedded engine's parts make of it. */
    Outcome embedded() {
        return Outcome.of(() -> {
            var placeholders =
                    Placeholders.of(names.isEmpty() ? null : names, constants.isEmpty() ? null : constants, true);
            var stored = Values.admit(item);
            return switch (kind) {
                case CONDITION -> condition(placeholders, stored);
                case FILTER -> filter(placeholders, stored);
                case UPDATE -> update(placeholders, stored);
                case PROJECTION -> projection(placeholders, stored);
                case KEY_CONDITION -> keyCondition(placeholders);
            };
        });
    }

    private Outcome condition(Placeholders placeholders, Map<String, AttributeValue> stored) {
        var parsed = Condition.parse("ConditionExpression", expression, placeholders);
        placeholders.requireAllUsed();
        return parsed.matches(stored)
                ? Outcome.done(stored, Map.of())
                : Outcome.failed(Outcome.Status.CONDITION_FAILED, "");
    }

    private Outcome filter(Placeholders placeholders, Map<String, AttributeValue> stored) {
        placeholders.name("#pk");
        placeholders.value(":pk");
        var parsed = Condition.parse("FilterExpression", expression, placeholders);
        placeholders.requireAllUsed();
        return Outcome.done(Map.of(), parsed.matches(stored) ? stored : Map.of());
    }

    private Outcome update(Placeholders placeholders, Map<String, AttributeValue> stored) {
        var update = Update.parse(expression, placeholders);
        var guard = condition == null ? null : Condition.parse("ConditionExpression", condition, placeholders);
        placeholders.requireAllUsed();
        if (guard != null && !guard.matches(stored)) {
            return Outcome.failed(Outcome.Status.CONDITION_FAILED, "");
        }
        var updated = update.apply(stored);
        return Outcome.done(
                updated,
                switch (returnValue) {
                    case ALL_OLD -> stored;
                    case ALL_NEW -> updated;
                    case UPDATED_OLD -> update.touched(stored);
                    case UPDATED_NEW -> update.touched(updated);
                    default -> Map.of();
                });
    }

    private Outcome projection(Placeholders placeholders, Map<String, AttributeValue> stored) {
        var parsed = Projection.parse(expression, placeholders);
        placeholders.requireAllUsed();
        return Outcome.done(stored, parsed.of(stored));
    }

    private Outcome keyCondition(Placeholders placeholders) {
        var parsed = KeyCondition.parse(expression, placeholders, "pk", "sk");
        placeholders.requireAllUsed();
        if (!PARTITIONS.contains(parsed.partition().s())) {
            return Outcome.done(Map.of(), Map.of());
        }
        Map<String, AttributeValue> found = new HashMap<>();
        for (var sort : SORTS) {
            if (isFound(AttributeValue.fromS(sort), parsed.sort())) {
                found.put(sort, AttributeValue.fromBool(true));
            }
        }
        return Outcome.done(Map.of(), found);
    }

    private static boolean isFound(AttributeValue key, KeyCondition.@Nullable Sort sort) {
        if (sort == null) {
            return true;
        }
        var order = Values.compare(key, sort.operands().getFirst());
        return switch (sort.operator()) {
            case EQUAL -> order == 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case GREATER -> order > 0;
            case AT_LEAST -> order >= 0;
            case BETWEEN -> order >= 0 && Values.compare(key, sort.operands().getLast()) <= 0;
            case BEGINS_WITH -> key.s().startsWith(sort.operands().getFirst().s());
        };
    }

    /** Makes the tables that the cases need, in an empty store. */
    static void prepare(DynamoDbClient client) {
        client.createTable(table -> table.tableName(ITEMS)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"))
                .keySchema(key("pk", KeyType.HASH)));
        client.createTable(table -> table.tableName(PAIRS)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text("pk"), text("sk"))
                .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
        for (var partition : PARTITIONS) {
            for (var sort : SORTS) {
                client.putItem(put -> put.tableName(PAIRS)
                        .item(Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort))));
            }
        }
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /** What DynamoDB Local makes of it. */
    Outcome local(DynamoDbClient client) {
        if (kind != Kind.KEY_CONDITION) {
            client.putItem(put -> put.tableName(ITEMS).item(item));
        }
        return Outcome.of(() -> switch (kind) {
            case CONDITION, UPDATE -> localUpdate(client);
            case FILTER -> localFilter(client);
            case PROJECTION -> localProjection(client);
            case KEY_CONDITION -> localQuery(client);
        });
    }

    private static final Map<String, AttributeValue> ITEM_KEY = Map.of("pk", AttributeValue.fromS(KEY));

    private Outcome localUpdate(DynamoDbClient client) {
        var returned = client.updateItem(update -> update.tableName(ITEMS)
                        .key(ITEM_KEY)
                        .updateExpression(kind == Kind.UPDATE ? expression : null)
                        .conditionExpression(kind == Kind.UPDATE ? condition : expression)
                        .expressionAttributeNames(names.isEmpty() ? null : names)
                        .expressionAttributeValues(constants.isEmpty() ? null : constants)
                        .returnValues(returnValue))
                .attributes();
        var after = returnValue == ReturnValue.ALL_NEW
                ? returned
                : client.getItem(get -> get.tableName(ITEMS).key(ITEM_KEY)).item();
        return Outcome.done(after, returned);
    }

    private Outcome localFilter(DynamoDbClient client) {
        var allNames = new HashMap<>(names);
        allNames.put("#pk", "pk");
        var allConstants = new HashMap<>(constants);
        allConstants.put(":pk", AttributeValue.fromS(KEY));
        var found = client.query(query -> query.tableName(ITEMS)
                        .keyConditionExpression("#pk = :pk")
                        .filterExpression(expression)
                        .expressionAttributeNames(allNames)
                        .expressionAttributeValues(allConstants))
                .items();
        return Outcome.done(Map.of(), found.isEmpty() ? Map.of() : found.getFirst());
    }

    private Outcome localProjection(DynamoDbClient client) {
        var answer = client.getItem(get -> get.tableName(ITEMS)
                .key(ITEM_KEY)
                .projectionExpression(expression)
                .expressionAttributeNames(names.isEmpty() ? null : names));
        return Outcome.done(item, answer.item());
    }

    private Outcome localQuery(DynamoDbClient client) {
        var found = client.query(query -> query.tableName(PAIRS)
                        .keyConditionExpression(expression)
                        .expressionAttributeNames(names.isEmpty() ? null : names)
                        .expressionAttributeValues(constants.isEmpty() ? null : constants))
                .items();
        Map<String, AttributeValue> sorts = new HashMap<>();
        for (var pair : found) {
            sorts.put(pair.getOrDefault("sk", AttributeValue.fromS("")).s(), AttributeValue.fromBool(true));
        }
        return Outcome.done(Map.of(), sorts);
    }

    @Override
    public String toString() {
        var lines = new ArrayList<String>();
        lines.add(kind + " " + expression + (condition == null ? "" : "   IF " + condition) + "   " + returnValue);
        lines.add("names " + names);
        lines.add("values " + constants);
        lines.add("item " + item);
        return String.join("\n  ", lines);
    }
}
