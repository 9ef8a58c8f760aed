package com.necpgame.platform.data.processor;

import io.micronaut.inject.ast.ClassElement;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which types of the JDK an item can hold. Others are left to the run time, which knows whether they are introspected.
 */
final class Storable {
    private static final Set<String> PLAIN = Set.of(
            "java.lang.String",
            "java.time.Instant",
            "java.math.BigDecimal",
            "int",
            "long",
            "double",
            "boolean",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Double",
            "java.lang.Boolean");
    private static final Set<String> CONTAINERS =
            Set.of("java.util.List", "java.util.Collection", "java.util.Set", "java.util.Map");

    private Storable() {}

    static boolean isStorable(ClassElement type) {
        if (type.isArray()) {
            return type.getName().equals("byte");
        }
        if (CONTAINERS.contains(type.getName())) {
            Collection<ClassElement> members = type.getTypeArguments().values();
            return !members.isEmpty() && List.copyOf(members).stream().allMatch(Storable::isStorable);
        }
        return PLAIN.contains(type.getName())
                || !type.isPrimitive() && !type.getName().startsWith("java.");
    }
}
