package com.necpgame.platform.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests, their constructors and their set-up the {@link Seed} of this run as a parameter, and puts it at the
 * head of a failure's message: {@code @ExtendWith(Seeded.class)}.
 */
public final class Seeded
        implements ParameterResolver, TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Seed.class;
    }

    @Override
    public Seed resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return Seed.ofRun();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        throw withSeed(failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        throw withSeed(failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        throw withSeed(failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        throw withSeed(failure);
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext test, Throwable failure) throws Throwable {
        throw withSeed(failure);
    }

    /** What was expected and what came is kept, so that tools still show the difference. */
    static Throwable withSeed(Throwable failure) {
        if (failure instanceof TestAbortedException) {
            return failure;
        }
        var message = "repeat with " + Seed.ofRun() + ": " + failure;
        return failure instanceof AssertionFailedError assertion && assertion.isExpectedDefined()
                ? new AssertionFailedError(message, assertion.getExpected(), assertion.getActual(), failure)
                : new AssertionFailedError(message, failure);
    }
}
