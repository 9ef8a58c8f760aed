package com.necpgame.platform.data.processor;

import io.micronaut.inject.ast.ClassElement;
import io.micronaut.inject.visitor.TypeElementVisitor;
import io.micronaut.inject.visitor.VisitorContext;
import java.util.Set;

/** Refuses entities whose keys cannot be, when they are compiled. */
public final class EntityVisitor implements TypeElementVisitor<Object, Object> {
    private static final String MAPPED_ENTITY = "io.micronaut.data.annotation.MappedEntity";

    @Override
    public VisitorKind getVisitorKind() {
        return VisitorKind.ISOLATING;
    }

    @Override
    public Set<String> getSupportedAnnotationNames() {
        return Set.of(Names.ITEM_KEY);
    }

    @Override
    public void visitClass(ClassElement element, VisitorContext context) {
        if (!element.hasDeclaredAnnotation(Names.ITEM_KEY)) {
            return;
        }
        try {
            EntityKeys entity = EntityKeys.of(element);
            entity.components().forEach(EntityVisitor::checkStorable);
            if (element.stringValue(MAPPED_ENTITY)
                    .filter(name -> !name.isEmpty())
                    .isEmpty()) {
                throw new IllegalArgumentException(
                        "DynamoDB: " + element.getSimpleName() + " needs @MappedEntity with the name of its table");
            }
        } catch (IllegalArgumentException e) {
            context.fail(String.valueOf(e.getMessage()), element);
        }
    }

    private static void checkStorable(String component, ClassElement type) {
        if (!Storable.isStorable(type)) {
            throw new IllegalArgumentException(
                    "DynamoDB: the component " + component + " has a type that no item can hold, "
                            + type.getSimpleName()
                            + ": String, Instant, enum, int, long, double, boolean, BigDecimal, byte[], List, Set and Map of these, and introspected records can be");
        }
    }
}
