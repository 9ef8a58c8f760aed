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
 * or          and {OR and}
 * and         not {AND not}
 * not         NOT not | comparison
 * comparison  primary [(= | <> | < | <= | > | >=) primary | BETWEEN primary AND primary | IN ( primary {, primary} )]
 * primary     ( or ) | function ( primary {, primary} ) | :value | path
 * </pre>
 */
final class ConditionParser extends Parser {
    private static final int CHOICES = 100;
    private static final Set<String> UPDATE_FUNCTIONS = Set.of("if_not_exists", "list_append");

    ConditionParser(String kind, String text, Placeholders placeholders) {
        super(kind, text, placeholders);
    }

    Clause parse() {
        var clause = clause(or());
        finish();
        return clause;
    }

    private Term or() {
        var term = and();
        while (peek().isKeyword("OR")) {
            var left = clause(term);
            take();
            countOperator();
            term = new Clause.Or(left, clause(and()));
        }
        return term;
    }

    private Term and() {
        var term = not();
        while (peek().isKeyword("AND")) {
            var left = clause(term);
            take();
            countOperator();
            term = new Clause.And(left, clause(not()));
        }
        return term;
    }

    private Term not() {
        int negations = 0;
        for (; takenKeyword("NOT"); negations++) {
            countOperator();
        }
        var term = comparison();
        for (; negations > 0; negations--) {
            term = new Clause.Not(clause(term));
        }
        return term;
    }

    /** Refuses an operand where only a yes or no makes sense. */
    private Clause clause(Term term) {
        if (term instanceof Clause clause) {
            return clause;
        }
        throw syntaxError();
    }

    private Operand operand() {
        return operand(primary());
    }

    /** Refuses a yes or no where a value is needed. */
    private Operand operand(Term term) {
        return switch (term) {
            case Operand operand -> operand;
            case Clause clause -> throw misplaced(clause);
        };
    }

    private RuntimeException misplaced(Clause clause) {
        return switch (clause) {
            case Clause.Exists exists -> misplaced(exists.expected() ? "attribute_exists" : "attribute_not_exists");
            case Clause.HasType type -> misplaced("attribute_type");
            case Clause.BeginsWith beginsWith -> misplaced("begins_with");
            case Clause.Contains contains -> misplaced("contains");
            default -> syntaxError();
        };
    }

    private Term primary() {
        if (peek().is(Kind.VALUE)) {
            return constant();
        }
        if (peek().is(Kind.OPEN)) {
            return group(this::or);
        }
        return peek().is(Kind.WORD) && peekSecond().is(Kind.OPEN) ? function() : path();
    }

    private Term comparison() {
        var term = primary();
        return switch (peek().kind()) {
            case EQUAL, DIFFERENT, LESS, AT_MOST, GREATER, AT_LEAST -> compare(operand(term));
            case WORD -> {
                if (peek().isKeyword("BETWEEN")) {
                    yield between(operand(term));
                }
                yield peek().isKeyword("IN") ? in(operand(term)) : term;
            }
            default -> term;
        };
    }

    private Clause compare(Operand left) {
        countOperator();
        var sign = take();
        var right = operand();
        if (!sign.is(Kind.EQUAL) && !sign.is(Kind.DIFFERENT)) {
            requireScalar(sign.text(), left);
            requireScalar(sign.text(), right);
        }
        requireDistinct(sign.text(), left, right);
        return new Clause.Comparison(left, sign.kind(), right);
    }

    private Clause between(Operand operand) {
        countOperator();
        take();
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
            default -> "{" + Types.name(value.type()) + "}";
        };
    }

    private Clause in(Operand operand) {
        countOperator();
        take();
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

    private Term function() {
        enter();
        var function = take().text();
        var arguments = arguments(this::operand);
        leave();
        return switch (function) {
            case "attribute_exists" -> new Clause.Exists(onlyPath(function, arguments), true);
            case "attribute_not_exists" -> new Clause.Exists(onlyPath(function, arguments), false);
            case "attribute_type" -> attributeType(arguments);
            case "begins_with" -> beginsWith(arguments);
            case "contains" -> contains(arguments);
            case "size" -> size(arguments);
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
        return new Clause.HasType(arguments.getFirst(), wanted);
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

    private Operand size(List<Operand> arguments) {
        requireCount("size", arguments, 1);
        requireType("size", arguments.getFirst(), Type.S, Type.B, Type.SS, Type.NS, Type.BS, Type.L, Type.M);
        return new Operand.Size(arguments.getFirst());
    }
}
