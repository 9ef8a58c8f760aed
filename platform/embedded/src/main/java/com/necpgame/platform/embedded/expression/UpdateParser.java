package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.expression.Token.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/**
 * Updates.
 *
 * <pre>
 * update   {SET path = value {, ...} | REMOVE path {, ...} | ADD path :value {, ...} | DELETE path :value {, ...}}
 * value    ( value ) | operand [(+ | -) operand] | list_append ( operand , operand )
 * operand  :value | path | ( operand ) | if_not_exists ( path , operand )
 * </pre>
 */
final class UpdateParser extends Parser {
    private static final Set<String> CONDITION_FUNCTIONS =
            Set.of("attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size");

    private enum Section {
        SET,
        REMOVE,
        ADD,
        DELETE
    }

    private final PathTree<Action> actions = new PathTree<>();
    private final Set<Section> sections = EnumSet.noneOf(Section.class);

    UpdateParser(String text, Placeholders placeholders) {
        super("UpdateExpression", text, placeholders);
    }

    PathTree<Action> parse() {
        while (!peek().is(Kind.END)) {
            section();
        }
        finish();
        return actions;
    }

    private void section() {
        var section = sectionNamed();
        take();
        if (!sections.add(section)) {
            throw invalid("The \"" + section + "\" section can only be used once in an update expression;");
        }
        do {
            var path = path();
            join(actions, path, action(section));
        } while (taken(Kind.COMMA));
    }

    private Section sectionNamed() {
        if (peek().is(Kind.WORD)) {
            var word = peek().text().toUpperCase(Locale.ROOT);
            for (var section : Section.values()) {
                if (section.name().equals(word)) {
                    return section;
                }
            }
        }
        throw syntaxError();
    }

    private Action action(Section section) {
        return switch (section) {
            case SET -> {
                expect(Kind.EQUAL);
                yield new Action.Put(value());
            }
            case REMOVE -> new Action.Remove();
            case ADD -> new Action.Add(change("ADD", Type.N, Type.SS, Type.NS, Type.BS));
            case DELETE -> new Action.Delete(change("DELETE", Type.SS, Type.NS, Type.BS));
        };
    }

    private Operand.Constant change(String section, Type... allowed) {
        if (!peek().is(Kind.VALUE)) {
            throw syntaxError();
        }
        var change = constant();
        var type = change.type();
        if (type != null && !List.of(allowed).contains(type)) {
            fault(
                    Fault.OPERAND,
                    "Incorrect operand type for operator or function; operator: " + section + ", operand type: "
                            + Types.longName(type) + ", typeSet: ALLOWED_FOR_" + section + "_OPERAND");
        }
        return change;
    }

    /** Sums and appended lists stand at the top only, or in parentheses there. */
    private Operand value() {
        var left = peek().is(Kind.OPEN) ? group(this::value) : isFunction() ? function(true) : operand();
        if (!peek().is(Kind.PLUS) && !peek().is(Kind.MINUS)) {
            return left;
        }
        if (left instanceof Operand.Sum) {
            throw syntaxError();
        }
        if (left instanceof Operand.ListAppend) {
            throw misplaced("list_append");
        }
        var sign = take();
        countOperator();
        var right = operand();
        requireType(sign.text(), left, Type.N);
        requireType(sign.text(), right, Type.N);
        return new Operand.Sum(left, right, sign.is(Kind.MINUS));
    }

    private Operand operand() {
        if (peek().is(Kind.VALUE)) {
            return constant();
        }
        if (peek().is(Kind.OPEN)) {
            return group(this::operand);
        }
        return isFunction() ? function(false) : path();
    }

    private boolean isFunction() {
        return peek().is(Kind.WORD) && peekSecond().is(Kind.OPEN);
    }

    private Operand function(boolean top) {
        enter();
        var function = take().text();
        var arguments = arguments(this::operand);
        leave();
        return switch (function) {
            case "if_not_exists" -> ifNotExists(arguments);
            case "list_append" -> {
                if (!top) {
                    throw misplaced(function);
                }
                yield listAppend(arguments);
            }
            default -> throw unknown(function);
        };
    }

    private RuntimeException unknown(String function) {
        return CONDITION_FUNCTIONS.contains(function)
                ? invalid("The function is not allowed in an update expression; function: " + function)
                : invalid("Invalid function name; function: " + function);
    }

    private Operand ifNotExists(List<Operand> arguments) {
        requireCount("if_not_exists", arguments, 2);
        var path = requirePath("if_not_exists", arguments.getFirst());
        requireDistinct("if_not_exists", path, arguments.getLast());
        return new Operand.IfNotExists(path, arguments.getLast());
    }

    private Operand listAppend(List<Operand> arguments) {
        requireCount("list_append", arguments, 2);
        arguments.forEach(argument -> requireType("list_append", argument, Type.L));
        return new Operand.ListAppend(arguments.getFirst(), arguments.getLast());
    }
}
