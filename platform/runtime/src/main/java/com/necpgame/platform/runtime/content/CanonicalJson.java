package com.necpgame.platform.runtime.content;

import java.util.Comparator;
import java.util.Map;

/**
 * Writes a value as JSON in one way only, so that equal content has equal bytes: fields by name, no blanks. What could
 * not be read equals nothing else.
 */
final class CanonicalJson {
    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    static String of(Node node) {
        var json = new CanonicalJson();
        json.write(node);
        return json.out.toString();
    }

    private void write(Node node) {
        switch (node) {
            case Node.Mapping mapping -> mapping(mapping);
            case Node.Sequence sequence -> sequence(sequence);
            case Node.Text text -> text(text.value());
            case Node.Numeral numeral -> numeral(numeral);
            case Node.Truth truth -> out.append(truth.value());
            case Node.Nothing _ -> out.append("null");
            case Node.Unread unread -> text("unread, " + unread.place());
        }
    }

    private void mapping(Node.Mapping mapping) {
        var separator = "{";
        var byName = mapping.fields().entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .toList();
        for (var field : byName) {
            out.append(separator);
            text(field.getKey());
            out.append(':');
            write(field.getValue().value());
            separator = ",";
        }
        out.append(byName.isEmpty() ? "{}" : "}");
    }

    private void sequence(Node.Sequence sequence) {
        var separator = "";
        out.append('[');
        for (var node : sequence.nodes()) {
            out.append(separator);
            write(node);
            separator = ",";
        }
        out.append(']');
    }

    private void numeral(Node.Numeral numeral) {
        out.append(numeral.value().stripTrailingZeros().toPlainString());
    }

    private void text(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
