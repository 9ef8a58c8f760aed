package com.necpgame.platform.data;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The key of an entity's items in a global secondary index; templates as in {@link ItemKey}.
 *
 * <p>The index is sparse: an item of which one variable is null is left out of it. An index answers with what it has caught up on, so nothing
 * is decided from it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(IndexKey.Several.class)
public @interface IndexKey {
    /** The name of the index; its keys are stored as {@code <index>pk} and {@code <index>sk}. */
    String index();

    /** The partition key of the index. */
    String partition();

    /** The sort key of the index. */
    String sort();

    /** The keys in several indexes. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Several {
        /** One for each index. */
        IndexKey[] value();
    }
}
