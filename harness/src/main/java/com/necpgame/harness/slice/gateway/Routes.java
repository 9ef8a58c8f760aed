package com.necpgame.harness.slice.gateway;

import com.necpgame.harness.slice.call.RouteTemplate;
import com.necpgame.harness.slice.edge.Slice;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which slice answers a path. The template that says more goes before the one that says less. */
final class Routes {
    /** Such routes are in every slice; this variable tells them apart. */
    private static final String EVERYWHERE = "/v1/operations/{module}/";

    private final List<Route> routes;

    Routes(Collection<Slice> slices) {
        routes = slices.stream()
                .flatMap(slice -> slice.description().routes().stream()
                        .map(route ->
                                new Route(slice, RouteTemplate.of(route.path()), route.method(), route.secured())))
                .sorted(Comparator.comparing(Route::template))
                .toList();
    }

    /**
     * The route of a request. Where none has its method, any route of the path: its slice refuses the method in its own
     * words.
     */
    Optional<Found> find(String method, String path) {
        var there = routes.stream().flatMap(route -> route.match(path).stream()).toList();
        return there.stream()
                .filter(found -> found.route().answers(method))
                .findFirst()
                .or(() -> there.stream().findFirst().map(Found::otherMethod));
    }

    record Route(Slice slice, RouteTemplate template, String method, boolean secured) {
        boolean answers(String asked) {
            return method.equals(asked) || method.equals("GET") && asked.equals("HEAD");
        }

        Optional<Found> match(String path) {
            return template.match(path).filter(this::isOwn).map(variables -> new Found(this, variables, secured));
        }

        private boolean isOwn(Map<String, String> variables) {
            return !template.toString().startsWith(EVERYWHERE)
                    || slice.description().module().equals(variables.get("module"));
        }
    }

    /**
     * @param variables what stands in the path for the template's variables
     * @param secured whether the gateway lets nobody through whose token is not good
     */
    record Found(Route route, Map<String, String> variables, boolean secured) {
        Found otherMethod() {
            return new Found(route, variables, false);
        }
    }
}
