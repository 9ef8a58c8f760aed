package com.necpgame.platform.data;

import io.micronaut.core.annotation.Internal;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a repository's method was compiled to; written by the annotation processor, not by hand. Numbers are places of parameters. */
@Internal
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface CompiledMethod {
    /** The way of reading or writing. */
    String operation();

    /** The record. */
    Class<?> entity();

    /** The index that is asked, or nothing for the table. */
    String index() default "";

    /** The values of the partition's variables. */
    int[] partition() default {};

    /** The values of the first variables of the sort key. */
    int[] sort() default {};

    /** How the next variable is bounded. */
    String bound() default "";

    /** The bounds. */
    int[] bounds() default {};

    /** Whether the last comes first. */
    boolean descending() default false;

    /** The most items, or 0. */
    int limit() default 0;

    /** The parameter that says the page, or -1. */
    int page() default -1;

    /** What the items are returned in. */
    String container() default "ONE";

    /** The record to read instead of the entity. */
    Class<?> projection() default void.class;

    /** The components that a scan filters by. */
    String[] filterNames() default {};

    /** How it compares them. */
    String[] filterOperators() default {};

    /** With which values. */
    int[] filterArguments() default {};
}
