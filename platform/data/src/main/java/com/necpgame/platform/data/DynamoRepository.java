package com.necpgame.platform.data;

import io.micronaut.aop.Introduction;
import io.micronaut.data.annotation.Repository;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an interface that extends {@link ItemRepository}: its methods are implemented when it is compiled.
 *
 * <p>The method's name says what is asked for, as in all of Micronaut Data. A method that no key of the entity serves does not compile.
 */
@Repository
@Introduction
@Singleton
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface DynamoRepository {
    /** The logical name of the table, if it is another than the entity's {@code @MappedEntity} says. */
    String table() default "";
}
