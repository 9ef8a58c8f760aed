package com.necpgame.lambda.probe;

import com.necpgame.lambda.TestFunction;
import com.necpgame.platform.runtime.recurring.Recurring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;

@Requires(property = TestFunction.PROBE)
@Singleton
class ProbeSweep implements Recurring {
    @Override
    public Duration every() {
        return Duration.ofMillis(1_500);
    }

    @Override
    public void run() {}
}
