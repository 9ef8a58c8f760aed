package com.necpgame.platform.runtime.edge;

import com.necpgame.platform.runtime.problem.FieldError;
import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.problem.Problems;
import com.necpgame.platform.runtime.problem.Refusal;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns every refusal of the framework itself into the one problem shape: no such route, a parameter that is missing or
 * of another type, a body over the limit, a token that is not valid, a fault. Modules' own refusals never come here.
 */
@Singleton
final class EdgeProblems implements ErrorResponseProcessor<Object> {
    private final Problems problems;

    EdgeProblems(Problems problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("unchecked")
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        var refusal = refusal(context, response.code());
        var answer = problems.answer(context.getRequest(), refusal);
        var edge = (MutableHttpResponse<Object>) response.status(answer.code());
        answer.getHeaders().forEachValue((name, value) -> edge.getHeaders().set(name, value));
        if (refusal.problem() == PlatformProblem.UNAUTHENTICATED) {
            edge.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return edge.body(answer.body());
    }

    private static Refusal refusal(ErrorContext context, int status) {
        var cause = context.getRootCause().orElse(null);
        return switch (status) {
            case 400 -> badRequest(context.getRequest(), cause);
            case 401 -> PlatformProblem.UNAUTHENTICATED.refuse();
            case 403 -> PlatformProblem.NOT_ALLOWED.refuse();
            case 404 -> PlatformProblem.ROUTE_NOT_FOUND.refuse();
            case 405 -> PlatformProblem.METHOD_NOT_ALLOWED.refuse();
            case 406 -> PlatformProblem.NOT_ACCEPTABLE.refuse();
            case 413, 414, 431 -> PlatformProblem.TOO_LARGE.refuse();
            case 415 -> PlatformProblem.UNSUPPORTED_MEDIA.refuse();
            case 429 -> PlatformProblem.RATE_LIMITED.refuse();
            case 503 -> PlatformProblem.UNAVAILABLE.refuse();
            default -> status < 500 ? PlatformProblem.MALFORMED.refuse() : PlatformProblem.INTERNAL.refuse();
        };
    }

    private static Refusal badRequest(HttpRequest<?> request, @Nullable Throwable cause) {
        return switch (cause) {
            case ConstraintViolationException broken -> invalid(violations(request, broken));
            case UnsatisfiedRouteException missing ->
                isBody(request, missing.getArgument().getName())
                        ? PlatformProblem.INVALID.refuse("The body is required")
                        : invalid(List.of(new FieldError(name(missing.getArgument()), "is required")));
            case ConversionErrorException unread -> unread(request, unread);
            case URISyntaxException ignored -> PlatformProblem.MALFORMED.refuse("The address is not a URI");
            case null, default -> PlatformProblem.MALFORMED.refuse();
        };
    }

    private static Refusal invalid(List<FieldError> errors) {
        return new Refusal(PlatformProblem.INVALID, null, errors);
    }

    private static Refusal unread(HttpRequest<?> request, ConversionErrorException unread) {
        for (Throwable cause = unread.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        var argument = unread.getArgument();
        if (isBody(request, argument.getName())) {
            return PlatformProblem.MALFORMED.refuse("The body cannot be read");
        }
        return invalid(List.of(new FieldError(name(argument), "must be " + words(argument.getType()))));
    }

    /** As the client writes it: {@code If-Match}, not the name of our parameter. */
    private static String name(Argument<?> argument) {
        return argument.getAnnotationMetadata()
                .stringValue(Bindable.class)
                .filter(name -> !name.isEmpty())
                .orElse(argument.getName());
    }

    private static String words(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return "an integer from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
        }
        if (type == long.class || type == Long.class) {
            return "an integer from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        }
        return "a valid " + type.getSimpleName();
    }

    private static List<FieldError> violations(HttpRequest<?> request, ConstraintViolationException broken) {
        return broken.getConstraintViolations().stream()
                .map(violation -> new FieldError(pointer(request, violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail))
                .toList();
    }

    /** A field of the body is a JSON pointer; a parameter goes by its name. */
    private static String pointer(HttpRequest<?> request, ConstraintViolation<?> violation) {
        var pointer = new StringBuilder();
        for (var node : violation.getPropertyPath()) {
            switch (node.getKind()) {
                case METHOD, CONSTRUCTOR, RETURN_VALUE, CROSS_PARAMETER, BEAN -> {}
                case PARAMETER -> {
                    if (!isBody(request, node.getName())) {
                        pointer.append(node.getName());
                    }
                }
                default -> append(pointer, node);
            }
        }
        return pointer.toString();
    }

    private static void append(StringBuilder pointer, Path.Node node) {
        if (node.isInIterable()) {
            pointer.append('/').append(node.getIndex() != null ? node.getIndex() : node.getKey());
        }
        if (node.getKind() != ElementKind.CONTAINER_ELEMENT && node.getName() != null) {
            pointer.append('/').append(node.getName());
        }
    }

    private static boolean isBody(HttpRequest<?> request, @Nullable String argument) {
        return RouteAttributes.getRouteInfo(request)
                .flatMap(route -> route.getRequestBodyType())
                .filter(body -> body.getName().equals(argument))
                .isPresent();
    }
}
