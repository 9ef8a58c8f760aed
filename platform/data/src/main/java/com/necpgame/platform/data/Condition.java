package com.necpgame.platform.data;

import java.util.function.Function;

/** What must hold of the stored item for a write to happen, made by {@link Conditions}. */
public final class Condition {
    private final String description;
    private final Function<Expression, String> rendering;

    Condition(String description, Function<Expression, String> rendering) {
        this.description = description;
        this.rendering = rendering;
    }

    String render(Expression expression) {
        return rendering.apply(expression);
    }

    @Override
    public String toString() {
        return description;
    }
}
