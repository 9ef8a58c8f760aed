package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.expression.KeyCondition.Operator;
import com.necpgame.platform.embedded.expression.KeyCondition.Sort;
import com.necpgame.platform.embedded.item.Rejections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The terms of a key condition, one for each attribute. */
final class KeyTerms {
    static final String KIND = "KeyConditionExpression";

    private final Map<String, Sort> terms = new HashMap<>();

    private KeyTerms() {}

    /** @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if the clause has what a key condition may not have */
    static KeyTerms of(Clause clause) {
        var terms = new KeyTerms();
        terms.read(clause);
        return terms;
    }

    KeyCondition keyCondition(String partitionKey, @Nullable String sortKey) {
        var partition = terms.remove(partitionKey);
        if (partition == null) {
            throw missed(partitionKey);
        }
        if (partition.operator() != Operator.EQUAL) {
            throw Rejections.validation("Query key condition not supported");
        }
        var sort = sortKey == null ? null : terms.remove(sortKey);
        if (!terms.isEmpty()) {
            throw sortKey != null && sort == null
                    ? missed(sortKey)
                    : Rejections.validation("Query key condition not supported");
        }
        return new KeyCondition(partition.operands().getFirst(), sort);
    }

    private static RuntimeException missed(String key) {
        return Rejections.validation("Query condition missed key schema element: " + key);
    }

    private void read(Clause clause) {
        switch (clause) {
            case Clause.And(var left, var right) -> {
                read(left);
                read(right);
            }
            case Clause.Comparison(var left, var sign, var right) -> compare(left, operator(sign), right);
            case Clause.Between(var operand, var low, var high) -> put(operand, Operator.BETWEEN, low, high);
            case Clause.BeginsWith(var operand, var prefix) -> put(operand, Operator.BEGINS_WITH, prefix);
            case Clause.Or or -> throw operatorRefused("OR");
            case Clause.Not not -> throw operatorRefused("NOT");
            case Clause.In in -> throw operatorRefused("IN");
            case Clause.Exists exists ->
                throw operatorRefused(exists.expected() ? "attribute_exists" : "attribute_not_exists");
            case Clause.HasType type -> throw operatorRefused("attribute_type");
            case Clause.Contains contains -> throw operatorRefused("contains");
        }
    }

    private void compare(Operand left, Operator operator, Operand right) {
        if (left instanceof Operand.Constant && right instanceof Path) {
            put(right, turned(operator), left);
        } else {
            put(left, operator, right);
        }
    }

    private static Operator operator(Token.Kind sign) {
        return switch (sign) {
            case EQUAL -> Operator.EQUAL;
            case LESS -> Operator.LESS;
            case AT_MOST -> Operator.AT_MOST;
            case GREATER -> Operator.GREATER;
            case AT_LEAST -> Operator.AT_LEAST;
            default -> throw operatorRefused("<>");
        };
    }

    /** The operator with its sides exchanged. */
    private static Operator turned(Operator operator) {
        return switch (operator) {
            case LESS -> Operator.GREATER;
            case AT_MOST -> Operator.AT_LEAST;
            case GREATER -> Operator.LESS;
            case AT_LEAST -> Operator.AT_MOST;
            default -> operator;
        };
    }

    private void put(Operand operand, Operator operator, Operand... compared) {
        if (!(operand instanceof Path(var root, var steps))) {
            throw invalid("Invalid condition in KeyConditionExpression: No key attribute specified");
        }
        if (!steps.isEmpty()) {
            throw invalid("KeyConditionExpressions cannot have conditions on nested attributes");
        }
        var term = new Sort(
                operator, List.of(compared).stream().map(KeyTerms::constant).toList());
        if (terms.put(root, term) != null) {
            throw invalid("KeyConditionExpressions must only contain one condition per key");
        }
    }

    private static AttributeValue constant(Operand operand) {
        if (operand instanceof Operand.Constant(var name, var value) && value != null) {
            return value;
        }
        throw invalid("Invalid condition in KeyConditionExpression: Multiple attributes are used in one condition");
    }

    private static RuntimeException operatorRefused(String operator) {
        return invalid("Invalid operator used in KeyConditionExpression: " + operator);
    }

    private static RuntimeException invalid(String why) {
        return Rejections.validation(why);
    }
}
