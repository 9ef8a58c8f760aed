package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.expression.Token.Kind;
import com.necpgame.platform.embedded.item.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/**
 * Conditions, filters and key conditions.
 *
 * <pre>
 * or      and {OR and}
 * and     not {AND not}
 * not     NOT not | ( or ) | function | operand comparison
 * </pre>
 */
final class ConditionParser extends Parser {
    private static final int CHOICES = 100;
    private static final Set<String> UPDATE_FUNCTIONS = Set.of("if_not_exists", "list_append");

    ConditionParser(String kind, String text, Placeholders placeholders) {
        super(kind, text, placeholders);
    }

    Clause parse() {
        var clause = or();
        finish();
        return clause;
    }

    private Clause or() {
        var clause = and();
        while (takenKeyword("OR")) {
            countOperator();
            clause = new Clause.Or(clause, and());
        }
        return clause;
    }

    private Clause and() {
        var clause = not();
        while (takenKeyword("AND")) {
            countOperator();
            clause = new Clause.And(clause, not());
        }
        return clause;
    }

    private Clause not() {
        enter();
        Clause clause;
        if (takenKeyword("NOT")) {
            countOperator();
            clause = new Clause.Not(not());
        } else if (taken(Kind.OPEN)) {
            clause = group();
        } else if (peek().is(Kind.WORD) && peekSecond().is(Kind.OPEN) && !isSize()) {
            clause = function();
        } else {
            clause = comparison();
        }
        leave();
        return clause;
    }

    /** What stands in parentheses; parentheses right within parentheses are refused. */
    private Clause group() {
        var innerStart = position();
        var opensAnother = peek().is(Kind.OPEN);
        var clause = or();
        if (opensAnother && closing(innerStart) == position() - 1) {
            fault(Fault.PARENTHESES, "The expression has redundant parentheses;");
        }
        expect(Kind.CLOSE);
        return clause;
    }

    private Clause comparison() {
        var left = operand();
        countOperator();
        if (takenKeyword("BETWEEN")) {
            return between(left);
        }
        if (takenKeyword("IN")) {
            return in(left);
        }
        var sign = peek();
        switch (sign.kind()) {
            case EQUAL, DIFFERENT -> take();
            case LESS, AT_MOST, GREATER, AT_LEAST -> {
                take();
                requireScalar(sign.text(), left);
            }
            default -> throw syntaxError();
        }
        var right = operand();
        if (!sign.is(Kind.EQUAL) && !sign.is(Kind.DIFFERENT)) {
            requireScalar(sign.text(), right);
        }
        requireDistinct(sign.text(), left, right);
        return new Clause.Comparison(left, sign.kind(), right);
    }

    private Clause between(Operand operand) {
        var low = operand();
        if (!takenKeyword("AND")) {
            throw syntaxError();
        }
        var high = operand();
        requireScalar("BETWEEN", operand);
        for (var bound : List.of(low, high)) {
            requireScalar("BETWEEN", bound);
            requireDistinct("BETWEEN", operand, bound);
        }
        if (low instanceof Operand.Constant(var name, var least)
                && high instanceof Operand.Constant(var otherName, var most)) {
            requireOrder(least, most);
        }
        return new Clause.Between(operand, low, high);
    }

    private void requireOrder(@Nullable AttributeValue low, @Nullable AttributeValue high) {
        if (low == null || high == null) {
            return;
        }
        if (low.type() != high.type()) {
            fault(
                    Fault.OPERAND,
                    "The BETWEEN operator requires same data type for lower and upper bounds;" + bounds(low, high));
        } else if (Values.comparable(low, high) && Values.compare(low, high) > 0) {
            fault(
                    Fault.OPERAND,
                    "The BETWEEN operator requires upper bound to be greater than or equal to lower bound;"
                            + bounds(low, high));
        }
    }

    private static String bounds(AttributeValue low, AttributeValue high) {
        return " lower bound operand: AttributeValue: " + shown(low) + ", upper bound operand: AttributeValue: "
                + shown(high);
    }

    private static String shown(AttributeValue value) {
        return switch (value.type()) {
            case S -> "{S:" + value.s() + "}";
            case N -> "{N:" + value.n() + "}";
            default -> "{" + Types.name(value) + "}";
        };
    }

    private Clause in(Operand operand) {
        expect(Kind.OPEN);
        var choices = new ArrayList<Operand>();
        do {
            choices.add(operand());
        } while (taken(Kind.COMMA));
        expect(Kind.CLOSE);
        if (choices.size() > CHOICES) {
            throw invalid("The IN operator is provided with too many operands; number of operands: " + choices.size());
        }
        choices.forEach(choice -> requireDistinct("IN", operand, choice));
        return new Clause.In(operand, choices);
    }

    private Clause function() {
        var function = take().text();
        var arguments = arguments(this::operand);
        return switch (function) {
            case "attribute_exists" -> new Clause.Exists(onlyPath(function, arguments), true);
            case "attribute_not_exists" -> new Clause.Exists(onlyPath(function, arguments), false);
            case "attribute_type" -> attributeType(arguments);
            case "begins_with" -> beginsWith(arguments);
            case "contains" -> contains(arguments);
            default -> throw unknown(function);
        };
    }

    private RuntimeException unknown(String function) {
        return UPDATE_FUNCTIONS.contains(function)
                ? invalid("The function is not allowed in a condition expression; function: " + function)
                : invalid("Invalid function name; function: " + function);
    }

    private Path onlyPath(String function, List<Operand> arguments) {
        requireCount(function, arguments, 1);
        return requirePath(function, arguments.getFirst());
    }

    private Clause attributeType(List<Operand> arguments) {
        requireCount("attribute_type", arguments, 2);
        var path = requirePath("attribute_type", arguments.getFirst());
        if (!(arguments.getLast() instanceof Operand.Constant(var name, var type))) {
            throw invalid("Incorrect operand type for operator or function; operator or function: attribute_type");
        }
        requireType("attribute_type", arguments.getLast(), Type.S);
        var wanted = type == null || type.s() == null ? "" : type.s();
        if (type != null && type.s() != null && !Types.NAMES.contains(wanted)) {
            fault(
                    Fault.OPERAND,
                    "Invalid attribute type name found; type: " + wanted + ", valid types: {"
                            + "N,BS,L,B,NULL,M,S,SS,NS,BOOL}");
        }
        return new Clause.HasType(path, wanted);
    }

    private Clause beginsWith(List<Operand> arguments) {
        requireCount("begins_with", arguments, 2);
        arguments.forEach(argument -> requireType("begins_with", argument, Type.S, Type.B));
        requireDistinct("begins_with", arguments.getFirst(), arguments.getLast());
        return new Clause.BeginsWith(arguments.getFirst(), arguments.getLast());
    }

    private Clause contains(List<Operand> arguments) {
        requireCount("contains", arguments, 2);
        requireDistinct("contains", arguments.getFirst(), arguments.getLast());
        return new Clause.Contains(arguments.getFirst(), arguments.getLast());
    }

    private void requireScalar(String operator, Operand operand) {
        requireType(operator, operand, Type.S, Type.N, Type.B);
    }

    private Operand operand() {
        if (peek().is(Kind.VALUE)) {
            return constant();
        }
        if (isSize() && peekSecond().is(Kind.OPEN)) {
            return size();
        }
        return path();
    }

    private boolean isSize() {
        return peek().is(Kind.WORD) && peek().text().equals("size");
    }

    private Operand size() {
        enter();
        take();
        var arguments = arguments(this::operand);
        leave();
        requireCount("size", arguments, 1);
        requireType("size", arguments.getFirst(), Type.S, Type.B, Type.SS, Type.NS, Type.BS, Type.L, Type.M);
        return new Operand.Size(arguments.getFirst());
    }
}
