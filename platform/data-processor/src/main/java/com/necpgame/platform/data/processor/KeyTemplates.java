package com.necpgame.platform.data.processor;

import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.expressions.EvaluatedExpressionReference;
import io.micronaut.inject.annotation.NamedAnnotationTransformer;
import io.micronaut.inject.visitor.VisitorContext;
import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Keeps key templates plain strings. To Micronaut any annotation's string with a hash and a brace, as in {@code ORDER#{customerId}}, is an
 * expression to be compiled; in a key it is a separator and a variable.
 */
public abstract sealed class KeyTemplates implements NamedAnnotationTransformer {
    private final String annotation;

    private KeyTemplates(String annotation) {
        this.annotation = annotation;
    }

    @Override
    public String getName() {
        return annotation;
    }

    @Override
    public List<AnnotationValue<?>> transform(AnnotationValue<Annotation> value, VisitorContext context) {
        var plain = new LinkedHashMap<CharSequence, Object>();
        value.getValues().forEach((member, text) -> plain.put(member, plain(text)));
        return List.of(new AnnotationValue<>(value.getAnnotationName(), plain, value.getRetentionPolicy()));
    }

    private static Object plain(Object value) {
        return value instanceof EvaluatedExpressionReference expression ? expression.annotationValue() : value;
    }

    /** The key in the table. */
    public static final class OfItem extends KeyTemplates {
        public OfItem() {
            super(Names.ITEM_KEY);
        }
    }

    /** The key in an index; the keys in several come one by one. */
    public static final class OfIndex extends KeyTemplates {
        public OfIndex() {
            super(Names.INDEX_KEY);
        }
    }
}
