package com.necpgame.platform.data.processor;

import io.micronaut.core.order.Ordered;
import io.micronaut.data.processor.visitors.MatchFailedException;
import io.micronaut.data.processor.visitors.MethodMatchContext;
import io.micronaut.data.processor.visitors.finders.MethodMatcher;
import org.jspecify.annotations.Nullable;

/** Compiles the methods of DynamoDB repositories: each to one way of reading or writing, or to an error that says what is missing. */
public final class RepositoryMethods implements MethodMatcher {

    /** Before those of Micronaut Data, which would make queries of another store. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable MethodMatch match(MethodMatchContext context) {
        if (!context.getRepositoryClass().hasStereotype(Names.DYNAMO_REPOSITORY)) {
            return null;
        }
        return ignored -> {
            try {
                return new MethodCompilation(context).compile();
            } catch (IllegalArgumentException e) {
                throw new MatchFailedException(String.valueOf(e.getMessage()), context.getMethodElement());
            }
        };
    }
}
