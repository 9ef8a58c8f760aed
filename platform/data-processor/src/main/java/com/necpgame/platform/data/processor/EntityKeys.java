package com.necpgame.platform.data.processor;

import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.inject.ast.ClassElement;
import io.micronaut.inject.ast.PropertyElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An entity as its source declares it.
 *
 * @param name the record's simple name
 * @param components name to type, in order
 * @param keys the table's own key, then those of the indexes in the order of their declaration
 */
record EntityKeys(String name, Map<String, ClassElement> components, List<KeyOf> keys) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

    /** One half of a key. */
    record Half(String text, List<String> variables) {
        static Half of(String text) {
            return new Half(
                    text,
                    VARIABLE.matcher(text)
                            .results()
                            .map(found -> found.group(1))
                            .toList());
        }
    }

    /** The key in the table, whose index is empty, or in an index. */
    record KeyOf(String index, Half partition, Half sort) {
        boolean isIndex() {
            return !index.isEmpty();
        }

        private static KeyOf of(AnnotationValue<?> annotation) {
            return new KeyOf(
                    annotation.stringValue("index").orElse(""),
                    Half.of(annotation.stringValue("partition").orElse("")),
                    Half.of(annotation.stringValue("sort").orElse("")));
        }
    }

    /** @throws IllegalArgumentException if it has no key, or one that cannot be */
    static EntityKeys of(ClassElement entity) {
        var components = new LinkedHashMap<String, ClassElement>();
        for (PropertyElement property : entity.getBeanProperties()) {
            components.put(property.getName(), property.getGenericType());
        }
        var keys = new ArrayList<KeyOf>();
        AnnotationValue<?> itemKey = entity.getAnnotation(Names.ITEM_KEY);
        if (itemKey == null) {
            throw new IllegalArgumentException("DynamoDB: " + entity.getSimpleName() + " needs @ItemKey");
        }
        keys.add(KeyOf.of(itemKey));
        entity.getAnnotationValuesByName(Names.INDEX_KEY).forEach(index -> keys.add(KeyOf.of(index)));
        var declared = new EntityKeys(entity.getSimpleName(), components, List.copyOf(keys));
        keys.forEach(declared::check);
        return declared;
    }

    private void check(KeyOf key) {
        check(key, key.partition());
        check(key, key.sort());
    }

    private void check(KeyOf key, Half half) {
        String where = "DynamoDB: the " + (key.isIndex() ? "index " + key.index() : "key") + " of " + name + ", "
                + half.text() + ", ";
        String literals = VARIABLE.matcher(half.text()).replaceAll("");
        if (half.text().isEmpty() || literals.indexOf('{') >= 0 || literals.indexOf('}') >= 0) {
            throw new IllegalArgumentException(where + "is no template");
        }
        for (String variable : half.variables()) {
            ClassElement type = components.get(variable);
            if (type == null) {
                throw new IllegalArgumentException(
                        where + "has the variable {" + variable + "}, the record has " + components.keySet());
            }
            if (!isKeyable(type)) {
                throw new IllegalArgumentException(
                        where + "has the variable {" + variable + "} of type " + type.getSimpleName()
                                + ": a String, enum, Instant, int, long or a record of one String can stand in a key");
            }
        }
        List<MatchResult> found = VARIABLE.matcher(half.text()).results().toList();
        for (int i = 1; i < found.size(); i++) {
            if (half.text().charAt(found.get(i - 1).end()) != '#') {
                throw new IllegalArgumentException(where + "needs a # between {"
                        + found.get(i - 1).group(1) + "} and {" + found.get(i).group(1) + "}");
            }
        }
    }

    private static boolean isKeyable(ClassElement type) {
        return switch (type.getName()) {
            case "java.lang.String", "java.time.Instant", "int", "long", "java.lang.Integer", "java.lang.Long" -> true;
            default -> type.isEnum() || isText(type);
        };
    }

    /** A record of one String, as ids are. */
    private static boolean isText(ClassElement type) {
        return type.isRecord()
                && type.getBeanProperties().size() == 1
                && type.getBeanProperties().getFirst().getType().getName().equals("java.lang.String");
    }
}
