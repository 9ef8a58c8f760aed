package com.necpgame.platform.runtime;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the root package of a game module. Everything beneath belongs to it: its routes, its listeners, its table.
 *
 * <p>Beside it stand {@code @Configuration} and {@code @Requires(property = "necpgame.modules.<name>", notEquals =
 * "false")}, the module's one switch.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PACKAGE)
public @interface GameModule {
    /** The module's name: its folder, its table, and the first part of its problem codes. */
    String value();
}
