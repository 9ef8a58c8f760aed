package com.necpgame.platform.embedded;

import static com.necpgame.platform.embedded.item.Rejections.validation;

import com.necpgame.platform.embedded.expression.Condition;
import com.necpgame.platform.embedded.expression.Placeholders;
import com.necpgame.platform.embedded.expression.Update;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Checks what a caller asks to write, and brings it to a {@link Write}. */
final class WriteRequests {
    private final Tables tables;

    WriteRequests(Tables tables) {
        this.tables = tables;
    }

    Write of(PutItemRequest request) {
        return new Reading(request.expressionAttributeNames(), request.expressionAttributeValues())
                .condition(request.conditionExpression())
                .put(request.tableName(), request.item(), request.returnValuesOnConditionCheckFailure());
    }

    Write of(DeleteItemRequest request) {
        return new Reading(request.expressionAttributeNames(), request.expressionAttributeValues())
                .condition(request.conditionExpression())
                .delete(request.tableName(), request.key(), request.returnValuesOnConditionCheckFailure());
    }

    Write of(UpdateItemRequest request) {
        return new Reading(request.expressionAttributeNames(), request.expressionAttributeValues())
                .condition(request.conditionExpression())
                .update(
                        request.tableName(),
                        request.key(),
                        request.updateExpression(),
                        request.returnValuesOnConditionCheckFailure());
    }

    Write put(TableSchema table, Map<String, AttributeValue> item) {
        var put = ItemRules.put(table, item);
        return new Write(table, table.keys().of(put.item()), table.keys().entry(put.item()), put, null, false);
    }

    Write delete(TableSchema table, Map<String, AttributeValue> key) {
        var admitted = ItemRules.key(table, key);
        return new Write(table, admitted, table.keys().entry(admitted), new Change.Delete(), null, false);
    }

    Write of(TransactWriteItem action) {
        if (actions(action) != 1) {
            throw validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        if (action.put() != null) {
            return of(action.put());
        }
        if (action.delete() != null) {
            return of(action.delete());
        }
        return action.update() != null ? of(action.update()) : of(action.conditionCheck());
    }

    private static int actions(TransactWriteItem action) {
        return (action.put() == null ? 0 : 1)
                + (action.update() == null ? 0 : 1)
                + (action.delete() == null ? 0 : 1)
                + (action.conditionCheck() == null ? 0 : 1);
    }

    private Write of(Put put) {
        return new Reading(put.expressionAttributeNames(), put.expressionAttributeValues())
                .condition(put.conditionExpression())
                .put(put.tableName(), put.item(), put.returnValuesOnConditionCheckFailure());
    }

    private Write of(Delete delete) {
        return new Reading(delete.expressionAttributeNames(), delete.expressionAttributeValues())
                .condition(delete.conditionExpression())
                .delete(delete.tableName(), delete.key(), delete.returnValuesOnConditionCheckFailure());
    }

    private Write of(software.amazon.awssdk.services.dynamodb.model.Update update) {
        return new Reading(update.expressionAttributeNames(), update.expressionAttributeValues())
                .condition(update.conditionExpression())
                .update(
                        update.tableName(),
                        update.key(),
                        update.updateExpression(),
                        update.returnValuesOnConditionCheckFailure());
    }

    private Write of(ConditionCheck check) {
        if (check.conditionExpression() == null) {
            throw validation("The condition of a ConditionCheck must not be null");
        }
        return new Reading(check.expressionAttributeNames(), check.expressionAttributeValues())
                .condition(check.conditionExpression())
                .check(check.tableName(), check.key(), check.returnValuesOnConditionCheckFailure());
    }

    /** One request on its way to a write. */
    private final class Reading {
        private final @Nullable Map<String, String> names;
        private final @Nullable Map<String, AttributeValue> values;
        private @Nullable String condition;

        private Reading(@Nullable Map<String, String> names, @Nullable Map<String, AttributeValue> values) {
            this.names = names;
            this.values = values;
        }

        private Reading condition(@Nullable String text) {
            this.condition = text;
            return this;
        }

        private Write put(
                String tableName,
                Map<String, AttributeValue> item,
                @Nullable ReturnValuesOnConditionCheckFailure shown) {
            var allowed = condition();
            TableSchema table = tables.require(tableName);
            var put = ItemRules.put(table, item);
            return write(table, table.keys().of(put.item()), put, allowed, shown);
        }

        private Write delete(
                String tableName,
                Map<String, AttributeValue> key,
                @Nullable ReturnValuesOnConditionCheckFailure shown) {
            return keyed(tableName, key, new Change.Delete(), shown);
        }

        private Write check(
                String tableName,
                Map<String, AttributeValue> key,
                @Nullable ReturnValuesOnConditionCheckFailure shown) {
            return keyed(tableName, key, new Change.Check(), shown);
        }

        private Write keyed(
                String tableName,
                Map<String, AttributeValue> key,
                Change change,
                @Nullable ReturnValuesOnConditionCheckFailure shown) {
            var allowed = condition();
            TableSchema table = tables.require(tableName);
            return write(table, ItemRules.key(table, key), change, allowed, shown);
        }

        private Write update(
                String tableName,
                Map<String, AttributeValue> key,
                @Nullable String expression,
                @Nullable ReturnValuesOnConditionCheckFailure shown) {
            var placeholders = Placeholders.of(names, values, condition != null || expression != null);
            Update update = expression == null ? null : Update.parse(expression, placeholders);
            var allowed = parse(placeholders);
            placeholders.requireAllUsed();
            TableSchema table = tables.require(tableName);
            if (update != null) {
                refuseKeyChange(table, update);
            }
            return write(table, ItemRules.key(table, key), new Change.Edit(update), allowed, shown);
        }

        private @Nullable Predicate<Map<String, AttributeValue>> condition() {
            var placeholders = Placeholders.of(names, values, condition != null);
            var allowed = parse(placeholders);
            placeholders.requireAllUsed();
            return allowed;
        }

        private @Nullable Predicate<Map<String, AttributeValue>> parse(Placeholders placeholders) {
            return condition == null ? null : Condition.parse("ConditionExpression", condition, placeholders)::matches;
        }

        private static void refuseKeyChange(TableSchema table, Update update) {
            for (String name : table.keys().names()) {
                if (update.attributes().contains(name)) {
                    throw validation("One or more parameter values were invalid: Cannot update attribute " + name
                            + ". This attribute is part of the key");
                }
            }
        }

        private static Write write(
                TableSchema table,
                Map<String, AttributeValue> key,
                Change change,
                @Nullable Predicate<Map<String, AttributeValue>> allowed,
                @Nullable ReturnValuesOnConditionCheckFailure shown) {
            return new Write(
                    table,
                    key,
                    table.keys().entry(key),
                    change,
                    allowed,
                    shown == ReturnValuesOnConditionCheckFailure.ALL_OLD);
        }
    }
}
