package com.necpgame.platform.data;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The key of an entity's items in its table, as templates over the record's components.
 *
 * <p>{@code {name}} stands for a component of type String, enum, Instant, int, long or a record of one String. Instants are written as ISO-8601
 * with three decimals and numbers with nineteen digits, so that keys sort as their values do. Between two variables of one template stands a
 * literal that begins with {@code #}, and only the last variable of a template may hold a {@code #}: so no two keys can meet by accident.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ItemKey {
    /** The partition key, stored as {@code pk}; for example {@code ORDER#{customerId}}. */
    String partition();

    /** The sort key, stored as {@code sk}; for example {@code LINE#{number}}, or a constant where a partition holds one such item. */
    String sort();
}
