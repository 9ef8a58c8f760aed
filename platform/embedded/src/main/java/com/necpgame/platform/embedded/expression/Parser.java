package com.necpgame.platform.embedded.expression;

import com.necpgame.platform.embedded.expression.Token.Kind;
import com.necpgame.platform.embedded.item.Rejections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/**
 * What the grammars of all expressions share: tokens, document paths, values, and the order in which errors are named. A syntax error is
 * thrown where it is met; what else is wrong is kept until the whole text is read, and the gravest of it thrown.
 */
class Parser {
    /** An expression, in characters. */
    static final int EXPRESSION_CHARACTERS = 4096;

    /** Operators and functions of one expression. */
    static final int OPERATORS = 300;

    /**
     * How deep one part may stand in another: half the operators, as a useful level takes two. DynamoDB reads up to 300; here it is a
     * bound for the stack.
     */
    private static final int NESTING = 150;

    /** Steps of a document path, its attribute included. */
    private static final int PATH_STEPS = 32;

    /** Words that stand for an operator or a section even where a name is expected. */
    private static final Set<String> GRAMMAR =
            Set.of("AND", "OR", "NOT", "BETWEEN", "IN", "SET", "REMOVE", "ADD", "DELETE");

    private static final int GRAMMAR_CHARACTERS = 7;

    /** What is wrong with a well-formed expression, gravest first. */
    enum Fault {
        PARENTHESES,
        UNDEFINED,
        OVERLAP,
        OPERAND
    }

    private final String kind;
    private final String text;
    private final Placeholders placeholders;
    private final List<Token> tokens;
    private final Set<String> attributes = new HashSet<>();
    private int at;
    private int depth;
    private int operators;
    private int groupStart = -1;
    private int groupEnd = -1;
    private @Nullable Fault fault;
    private String faultMessage = "";

    Parser(String kind, String text, Placeholders placeholders) {
        this.kind = kind;
        this.text = text;
        this.placeholders = placeholders;
        if (text.isEmpty()) {
            throw invalid("The expression can not be empty;");
        }
        if (text.length() > EXPRESSION_CHARACTERS) {
            throw invalid("Expression size has exceeded the maximum allowed size; expression size: " + text.length());
        }
        this.tokens = new Lexer(kind, text).tokens();
    }

    /** The attributes named so far. */
    final Set<String> attributes() {
        return attributes;
    }

    final Token peek() {
        return tokens.get(at);
    }

    /** What follows the token to come; the end follows itself. */
    final Token peekSecond() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    final Token take() {
        return tokens.get(at++);
    }

    final boolean taken(Kind expected) {
        if (!peek().is(expected)) {
            return false;
        }
        at++;
        return true;
    }

    final boolean takenKeyword(String keyword) {
        if (!peek().isKeyword(keyword)) {
            return false;
        }
        at++;
        return true;
    }

    final void expect(Kind expected) {
        if (!taken(expected)) {
            throw syntaxError();
        }
    }

    /** To be called where the grammar enters itself, with {@link #leave} at the end. */
    final void enter() {
        if (++depth > NESTING) {
            throw invalid("The expression is nested too deeply;");
        }
    }

    final void leave() {
        depth--;
    }

    final void countOperator() {
        if (++operators > OPERATORS) {
            throw invalid("The expression contains too many operators; operator count: " + operators);
        }
    }

    /** Ends the parsing: nothing may be left, nothing may be wrong. */
    final void finish() {
        if (!peek().is(Kind.END)) {
            throw syntaxError();
        }
        if (fault != null) {
            throw invalid(faultMessage);
        }
    }

    final void fault(Fault found, String message) {
        if (fault == null || found.compareTo(fault) < 0) {
            fault = found;
            faultMessage = message;
        }
    }

    final Path path() {
        var root = name();
        attributes.add(root);
        if (!peek().is(Kind.DOT) && !peek().is(Kind.OPEN_INDEX)) {
            return new Path(root, List.of());
        }
        var steps = new ArrayList<Path.Step>();
        while (true) {
            if (taken(Kind.DOT)) {
                steps.add(new Path.Member(name()));
            } else if (taken(Kind.OPEN_INDEX)) {
                steps.add(new Path.Element(index()));
            } else {
                break;
            }
        }
        if (steps.size() >= PATH_STEPS) {
            fault(
                    Fault.OPERAND,
                    "The document path has too many nesting levels; nesting levels: " + (steps.size() + 1));
        }
        return new Path(root, steps);
    }

    private int index() {
        if (!peek().is(Kind.DIGITS)) {
            throw syntaxError();
        }
        var digits = take().text();
        expect(Kind.CLOSE_INDEX);
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException tooLarge) {
            throw invalid("List index is not within the allowable range; index: [" + digits + "]");
        }
    }

    private String name() {
        var token = peek();
        return switch (token.kind()) {
            case WORD -> plainName(take().text());
            case NAME -> substitute(take().text());
            default -> throw syntaxError();
        };
    }

    private String plainName(String word) {
        if (word.length() <= GRAMMAR_CHARACTERS && GRAMMAR.contains(word.toUpperCase(Locale.ROOT))) {
            at--;
            throw syntaxError();
        }
        if (ReservedWords.contains(word)) {
            fault(Fault.UNDEFINED, "Attribute name is a reserved keyword; reserved keyword: " + word);
        }
        return word;
    }

    private String substitute(String placeholder) {
        var name = placeholders.name(placeholder);
        if (name == null) {
            fault(
                    Fault.UNDEFINED,
                    "An expression attribute name used in the document path is not defined; attribute name: "
                            + placeholder);
            return placeholder;
        }
        return name;
    }

    final Operand.Constant constant() {
        var placeholder = take().text();
        var value = placeholders.value(placeholder);
        if (value == null) {
            fault(
                    Fault.UNDEFINED,
                    "An expression attribute value used in expression is not defined; attribute value: " + placeholder);
        }
        return new Operand.Constant(placeholder, value);
    }

    /** The arguments of a function whose name was taken. */
    final List<Operand> arguments(Supplier<Operand> argument) {
        countOperator();
        expect(Kind.OPEN);
        var arguments = new ArrayList<Operand>();
        do {
            arguments.add(argument.get());
        } while (taken(Kind.COMMA));
        expect(Kind.CLOSE);
        return arguments;
    }

    /** Adds a path of the expression to the others, with which it may not clash. */
    final <T> void join(PathTree<T> paths, Path path, T end) {
        var clash = paths.add(path, end);
        if (clash != null) {
            fault(
                    Fault.OVERLAP,
                    "Two document paths " + clash.verb()
                            + " with each other; must remove or rewrite one of these paths; path one: " + clash.other()
                            + ", path two: " + path);
        }
    }

    /** What stands in parentheses, of which the first was not taken yet; parentheses right within parentheses are refused. */
    final <T> T group(Supplier<T> content) {
        enter();
        expect(Kind.OPEN);
        var start = at;
        var within = content.get();
        if (groupStart == start && groupEnd == at) {
            fault(Fault.PARENTHESES, "The expression has redundant parentheses;");
        }
        expect(Kind.CLOSE);
        groupStart = start - 1;
        groupEnd = at;
        leave();
        return within;
    }

    final void requireCount(String function, List<Operand> arguments, int expected) {
        if (arguments.size() != expected) {
            throw invalid("Incorrect number of operands for operator or function; operator or function: " + function
                    + ", number of operands: " + arguments.size());
        }
    }

    final Path requirePath(String function, Operand argument) {
        if (argument instanceof Path path) {
            return path;
        }
        throw invalid("Operator or function requires a document path; operator or function: " + function);
    }

    /** What the expression alone tells is checked before any item is looked at. */
    final void requireType(String operator, Operand operand, Type... allowed) {
        var type = operand.type();
        if (type != null && !Arrays.asList(allowed).contains(type)) {
            fault(
                    Fault.OPERAND,
                    "Incorrect operand type for operator or function; operator or function: " + operator
                            + ", operand type: " + Types.name(type));
        }
    }

    final void requireDistinct(String operator, Operand first, Operand other) {
        if (first instanceof Path && first.equals(other)) {
            fault(
                    Fault.OPERAND,
                    "The first operand must be distinct from the remaining operands for this operator or function;"
                            + " operator: " + operator + ", first operand: " + first);
        }
    }

    final RuntimeException misplaced(String function) {
        return invalid("The function is not allowed to be used this way in an expression; function: " + function);
    }

    final RuntimeException invalid(String why) {
        return Rejections.validation("Invalid " + kind + ": " + why);
    }

    final RuntimeException syntaxError() {
        var token = peek();
        var start = at == 0 ? 0 : tokens.get(at - 1).start();
        var end = peekSecond().end();
        return invalid("Syntax error; token: \"" + token.text() + "\", near: \""
                + text.substring(start, end).trim() + "\"");
    }
}
