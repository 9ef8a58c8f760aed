package com.necpgame.platform.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One half of a key: literals and variables, as in {@code LINE#{number}}.
 *
 * @param text the template as it was declared
 * @param literals the texts around the variables: one more than there are variables
 * @param variables the names of the components, in order
 */
record KeyTemplate(String text, List<String> literals, List<String> variables) {
    private static final char SEPARATOR = '#';

    static KeyTemplate parse(String text) {
        var literals = new ArrayList<String>();
        var variables = new ArrayList<String>();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            if (close <= open + 1) {
                throw new IllegalArgumentException("key template " + text + " has a brace without a name or an end");
            }
            literals.add(text.substring(at, open));
            variables.add(text.substring(open + 1, close));
            at = close + 1;
        }
        literals.add(text.substring(at));
        for (int i = 1; i < variables.size(); i++) {
            if (literals.get(i).isEmpty() || literals.get(i).charAt(0) != SEPARATOR) {
                throw new IllegalArgumentException("key template " + text + " needs a # between {"
                        + variables.get(i - 1) + "} and {" + variables.get(i) + "}");
            }
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a key template is not empty");
        }
        return new KeyTemplate(text, List.copyOf(literals), List.copyOf(variables));
    }

    /** What every key of this template begins with. */
    String fixedPrefix() {
        return literals.getFirst();
    }

    /** The key, or null if a variable has no value. */
    @Nullable
    String render(Function<String, @Nullable String> value) {
        var key = new StringBuilder(literals.getFirst());
        for (int i = 0; i < variables.size(); i++) {
            String part = value.apply(variables.get(i));
            if (part == null) {
                return null;
            }
            key.append(checked(i, part)).append(literals.get(i + 1));
        }
        return key.toString();
    }

    /** The beginning of the keys whose first variables have these texts, up to where the next variable would stand. */
    String prefix(List<String> parts) {
        var key = new StringBuilder(literals.getFirst());
        for (int i = 0; i < parts.size(); i++) {
            key.append(checked(i, parts.get(i))).append(literals.get(i + 1));
        }
        return key.toString();
    }

    /** Whether the variable at this place is the end of the key: nothing is written after it. */
    boolean endsWith(int variable) {
        return variable == variables.size() - 1 && literals.getLast().isEmpty();
    }

    /** Refuses what would let two keys meet. */
    String checked(int variable, String part) {
        String name = variables.get(variable);
        if (part.isEmpty()) {
            throw new IllegalArgumentException(name + " is empty, in the key " + text);
        }
        if (variable < variables.size() - 1 && part.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException(name + " must not hold #, in the key " + text + ": " + part);
        }
        return part;
    }

    @Override
    public String toString() {
        return text;
    }
}
