package com.necpgame.platform.data;

import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.core.annotation.Internal;
import io.micronaut.core.order.Ordered;
import io.micronaut.inject.ExecutableMethod;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The methods of repositories at run time: each does what it was compiled to. */
@Internal
@Singleton
@InterceptorBean(DynamoRepository.class)
public final class RepositoryAdvice implements MethodInterceptor<Object, Object> {
    private final Dynamo dynamo;
    private final Map<MethodOf, RepositoryMethod<?>> methods = new ConcurrentHashMap<>();

    /** Inherited methods are the same in all repositories, but of other entities. */
    private record MethodOf(Class<?> repository, ExecutableMethod<?, ?> method) {}

    RepositoryAdvice(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    /** Before Micronaut Data's own advice, where that is on the class path too: it would look for another store. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable Object intercept(MethodInvocationContext<Object, Object> context) {
        if (!context.hasAnnotation(CompiledMethod.class)) {
            return context.proceed();
        }
        var key = new MethodOf(context.getTarget().getClass(), context.getExecutableMethod());
        return methods.computeIfAbsent(key, ignored -> RepositoryMethod.of(dynamo, context))
                .call(context.getParameterValues());
    }
}
