package com.necpgame.platform.runtime.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads one YAML document as plain data: no anchors, no aliases, no tags, no key twice.
 *
 * <p>Works on the parser's events, not on its node tree, for three reasons: an alias is refused before it can grow into
 * a bomb, every duplicate is found rather than the first, and a bare {@code no} or {@code 12:30} is the text it looks
 * like (YAML 1.2, as editors read it) rather than a truth value or a number of minutes (YAML 1.1).
 */
final class YamlReader {
    static final int DEPTH_MAX = 32;

    private final Findings findings;
    private final Parser parser;

    private YamlReader(String text, Findings findings) {
        this.findings = findings;
        this.parser = new ParserImpl(new StreamReader(text), options());
    }

    /** The document, or nothing when it is empty or cannot be read; what is wrong is then among the findings. */
    static Optional<Node> read(String text, Findings findings) {
        try {
            return new YamlReader(text, findings).document();
        } catch (TooDeep e) {
            findings.unreadable(e.place, "nested deeper than " + DEPTH_MAX + " levels");
        } catch (MarkedYAMLException e) {
            findings.unreadable(place(e.getProblemMark()), "not YAML: " + explain(e));
        } catch (YAMLException e) {
            findings.unreadable(Place.WHOLE_FILE, "not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static LoaderOptions options() {
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        return options;
    }

    private static String explain(MarkedYAMLException e) {
        var problem = String.valueOf(e.getProblem()).replace("'\\t(TAB)'", "a tab");
        if (e.getContext() == null) {
            return problem;
        }
        var begin = e.getContextMark();
        return problem + " (" + e.getContext() + (begin == null ? "" : " of line " + (begin.getLine() + 1)) + ")";
    }

    private Optional<Node> document() {
        Optional<Node> root = Optional.empty();
        for (var event = parser.getEvent(); !(event instanceof StreamEndEvent); event = parser.getEvent()) {
            if (event instanceof DocumentStartEvent && root.isPresent()) {
                findings.unreadable(place(event), "a second document; one file is one document");
                return root;
            }
            if (event instanceof NodeEvent) {
                root = Optional.of(node(event, "", 1));
            }
        }
        return root.filter(node -> !(node instanceof Node.Nothing));
    }

    private Node node(Event event, String pointer, int depth) {
        if (depth > DEPTH_MAX) {
            throw new TooDeep(place(event));
        }
        if (event instanceof AliasEvent alias) {
            return refuse(alias, pointer, "the alias *" + alias.getAnchor() + "; content repeats what it needs");
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            refuse(node, pointer, "the anchor &" + node.getAnchor() + "; content repeats what it needs");
        }
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar, pointer);
            case MappingStartEvent mapping -> mapping(mapping, pointer, depth);
            case CollectionStartEvent sequence -> sequence(sequence, pointer, depth);
            default -> throw new IllegalStateException("a YAML parser does not send " + event + " here");
        };
    }

    private Node mapping(MappingStartEvent start, String pointer, int depth) {
        refuseTag(start, start.getTag(), pointer);
        var fields = new LinkedHashMap<String, Node.Field>();
        for (var event = parser.getEvent(); !(event instanceof MappingEndEvent); event = parser.getEvent()) {
            var keyPlace = place(event);
            var key = key(event, pointer, depth);
            var at = key == null ? pointer : Pointer.child(pointer, key);
            var value = node(parser.getEvent(), at, depth + 1);
            if (key == null) {
                continue;
            }
            var first = fields.putIfAbsent(key, new Node.Field(keyPlace, value));
            if (first != null) {
                findings.error(
                        keyPlace,
                        at,
                        "field '" + key + "' twice; first at line "
                                + first.place().line());
            }
        }
        return new Node.Mapping(place(start), fields);
    }

    /** The name of a field, or null when it has been reported that there is none. */
    private @Nullable String key(Event event, String pointer, int depth) {
        if (event instanceof ScalarEvent scalar && scalar.getAnchor() == null && scalar.getTag() == null) {
            return scalar.getValue();
        }
        node(event, pointer, depth + 1);
        findings.error(place(event), pointer, "the name of a field is a word");
        return null;
    }

    private Node sequence(CollectionStartEvent start, String pointer, int depth) {
        refuseTag(start, start.getTag(), pointer);
        var nodes = new ArrayList<Node>();
        for (var event = parser.getEvent(); !(event instanceof SequenceEndEvent); event = parser.getEvent()) {
            nodes.add(node(event, Pointer.child(pointer, nodes.size()), depth + 1));
        }
        return new Node.Sequence(place(start), nodes);
    }

    private Node scalar(ScalarEvent event, String pointer) {
        if (refuseTag(event, event.getTag(), pointer)) {
            return new Node.Unread(place(event));
        }
        if (event.isPlain()) {
            return PlainScalar.resolve(place(event), event.getValue());
        }
        if (hasLoneSurrogate(event.getValue())) {
            return refuse(event, pointer, "half of a character (an unpaired surrogate)");
        }
        return new Node.Text(place(event), event.getValue());
    }

    private static boolean hasLoneSurrogate(String value) {
        return value.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private boolean refuseTag(Event event, @Nullable String tag, String pointer) {
        if (tag != null) {
            refuse(event, pointer, "the tag " + tag + "; content is plain data");
        }
        return tag != null;
    }

    private Node refuse(Event event, String pointer, String what) {
        findings.error(place(event), pointer, what);
        return new Node.Unread(place(event));
    }

    private static Place place(Event event) {
        return place(event.getStartMark());
    }

    private static Place place(@Nullable Mark mark) {
        return mark == null ? Place.WHOLE_FILE : new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Place place;

        TooDeep(Place place) {
            super("nested too deep", null, false, false);
            this.place = place;
        }
    }
}
