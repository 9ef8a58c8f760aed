package com.necpgame.platform.runtime.transaction;

import static com.necpgame.platform.runtime.problem.PlatformProblem.IDEMPOTENCY_KEY_INVALID;
import static com.necpgame.platform.runtime.problem.PlatformProblem.IDEMPOTENCY_KEY_MISSING;
import static com.necpgame.platform.runtime.problem.PlatformProblem.UNAUTHENTICATED;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.runtime.GameModules;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Status;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Makes a request's {@link Idempotency}: scoped to its caller and its route, kept in its module's table. */
@Singleton
final class IdempotencyBinder implements TypedRequestArgumentBinder<Idempotency> {
    static final int KEY_LENGTH_MAX = 128;
    private static final Argument<Idempotency> IDEMPOTENCY = Argument.of(Idempotency.class);

    private final Dynamo dynamo;
    private final ObjectMapper json;
    private final Clock clock;
    private final TransactionConfig config;

    IdempotencyBinder(Dynamo dynamo, ObjectMapper json, Clock clock, TransactionConfig config) {
        this.dynamo = dynamo;
        this.json = json;
        this.clock = clock;
        this.config = config;
    }

    @Override
    public Argument<Idempotency> argumentType() {
        return IDEMPOTENCY;
    }

    @Override
    public BindingResult<Idempotency> bind(ArgumentConversionContext<Idempotency> context, HttpRequest<?> request) {
        var idempotency = of(request);
        return () -> Optional.of(idempotency);
    }

    private Idempotency of(HttpRequest<?> request) {
        var key = request.getHeaders().get(RequestHashFilter.KEY_HEADER);
        if (key == null) {
            throw IDEMPOTENCY_KEY_MISSING.refuse();
        }
        if (!isValid(key)) {
            throw IDEMPOTENCY_KEY_INVALID.refuse();
        }
        var caller = request.getUserPrincipal(Authentication.class).orElseThrow(UNAUTHENTICATED);
        var route = (UriRouteMatch<?, ?>) RouteAttributes.getRouteMatch(request).orElseThrow();
        var identity = new Idempotency.Identity(
                caller.getName(),
                request.getMethodName() + " " + route.getRouteInfo().getUriMatchTemplate(),
                key,
                RequestHashFilter.of(request));
        var status = route.getAnnotationMetadata()
                .enumValue(Status.class, HttpStatus.class)
                .orElse(HttpStatus.OK);
        var module = GameModules.of(((MethodBasedRouteMatch<?, ?>) route).getDeclaringType());
        return new Idempotency(
                identity, status.getCode(), dynamo.items(AnswerRow.class, module), json, clock, config.answersKept());
    }

    private static boolean isValid(String key) {
        return !key.isEmpty() && key.length() <= KEY_LENGTH_MAX && key.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
