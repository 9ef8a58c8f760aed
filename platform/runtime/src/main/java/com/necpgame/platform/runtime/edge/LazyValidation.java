package com.necpgame.platform.runtime.edge;

import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.validation.ValidatingInterceptor;
import io.micronaut.validation.validator.DefaultValidatorConfiguration;
import io.micronaut.validation.validator.Validator;
import io.micronaut.validation.validator.ValidatorConfiguration;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Validates the arguments of calls as the framework does, from the first call on that has some. The framework makes the
 * validator, with a hundred rules that no start can be recorded with, as soon as there is a controller with any
 * such call: that is a twentieth of a function's cold start, whose first request may well be another.
 */
final class LazyValidation extends ValidatingInterceptor {
    private final BeanProvider<Validator> validator;
    private final BeanProvider<ValidatorConfiguration> configuration;
    private final ConversionService conversions;
    private volatile @Nullable ValidatingInterceptor made;

    private LazyValidation(
            BeanProvider<Validator> validator,
            BeanProvider<ValidatorConfiguration> configuration,
            ConversionService conversions) {
        super(null, null, conversions, new DefaultValidatorConfiguration());
        this.validator = validator;
        this.configuration = configuration;
        this.conversions = conversions;
    }

    @Override
    public @Nullable Object intercept(MethodInvocationContext<Object, Object> call) {
        var interceptor = made;
        if (interceptor == null) {
            interceptor = new ValidatingInterceptor(validator.get(), null, conversions, configuration.get());
            made = interceptor;
        }
        return interceptor.intercept(call);
    }

    /** Interceptors are looked for by the very class that the framework's annotations name, and a method can say that it makes one of it. */
    @Factory
    static final class Made {
        @Singleton
        @Replaces(ValidatingInterceptor.class)
        ValidatingInterceptor validation(
                BeanProvider<Validator> validator,
                BeanProvider<ValidatorConfiguration> configuration,
                ConversionService conversions) {
            return new LazyValidation(validator, configuration, conversions);
        }
    }
}
