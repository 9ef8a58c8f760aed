package com.necpgame.server;

import com.necpgame.platform.runtime.transaction.Idempotency;
import io.micronaut.core.type.Argument;
import io.micronaut.core.util.SupplierUtil;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The API of this process as one OpenAPI document: the parts of all modules, with what every route has in common added
 * here. It shows the routes that are really there, so a module that is switched off is not in it.
 */
@Singleton
final class OpenApiDocument {
    private static final Logger LOG = LoggerFactory.getLogger(OpenApiDocument.class);
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final Router router;
    /** Types of parameters that the platform fills in. The build's documents take them for the client's. */
    private final Set<Class<?>> bound;

    private final Supplier<Map<String, Object>> document = SupplierUtil.memoized(this::merge);

    OpenApiDocument(Router router, Collection<TypedRequestArgumentBinder<?>> binders) {
        this.router = router;
        this.bound =
                binders.stream().map(binder -> binder.argumentType().getType()).collect(Collectors.toUnmodifiableSet());
    }

    byte[] json() {
        return DocumentText.json(document.get());
    }

    String yaml() {
        return DocumentText.yaml(document.get());
    }

    private Map<String, Object> merge() {
        return merge(DocumentParts.read(OpenApiDocument.class.getClassLoader(), DocumentParts.OPEN_API));
    }

    Map<String, Object> merge(List<Map<String, Object>> parts) {
        var routes = routes();
        var paths = new TreeMap<String, Object>();
        var components = new TreeMap<String, Object>();
        var tags = new TreeMap<String, Object>();
        addComponents(components, OpenApiCommon.components());
        for (var part : parts) {
            map(part.get("paths")).forEach((path, item) -> addPath(paths, routes, path, map(item)));
            map(part.get("components")).forEach((section, named) -> addComponents(components, section, map(named)));
            for (var tag : list(part.get("tags"))) {
                tags.putIfAbsent(String.valueOf(map(tag).get("name")), tag);
            }
        }
        return document(tags, paths, components);
    }

    private static Map<String, Object> document(
            Map<String, Object> tags, Map<String, Object> paths, Map<String, Object> components) {
        var document = new LinkedHashMap<String, Object>();
        document.put("openapi", "3.0.3");
        document.put("info", OpenApiCommon.info());
        document.put("servers", List.of(Map.of("url", "/")));
        document.put("tags", used(tags, paths));
        document.put("paths", paths);
        document.put("components", reachable(components, paths));
        document.put("security", OpenApiCommon.security());
        return document;
    }

    private void addPath(
            Map<String, Object> paths,
            Map<String, MethodBasedRouteInfo<?, ?>> routes,
            String path,
            Map<String, Object> item) {
        item.forEach((method, operation) -> {
            var route = routes.get(key(method, path));
            if (METHODS.contains(method) && route != null) {
                var operations = map(paths.computeIfAbsent(path, ignored -> new TreeMap<String, Object>()));
                operations.putIfAbsent(method, complete(map(operation), route));
            }
        });
    }

    private Map<String, Object> complete(Map<String, Object> operation, MethodBasedRouteInfo<?, ?> route) {
        var method = route.getTargetMethod();
        // The nearest one, as the security rule reads it; stringValues would add those of the class.
        var roles = method.getExecutableMethod().getValue(Secured.class, String[].class);
        var anonymous = roles.isPresent() && Arrays.asList(roles.get()).contains(SecurityRule.IS_ANONYMOUS);
        var arguments = Arrays.asList(method.getArguments());
        var needsKey = arguments.stream().anyMatch(a -> a.getType() == Idempotency.class);
        var ours = arguments.stream()
                .filter(argument -> bound.contains(argument.getType()))
                .map(Argument::getName)
                .collect(Collectors.toSet());
        return OpenApiCommon.complete(OpenApiCommon.without(operation, ours), needsKey, anonymous);
    }

    private static void addComponents(Map<String, Object> components, Map<String, Object> added) {
        added.forEach((section, named) -> addComponents(components, section, map(named)));
    }

    private static void addComponents(Map<String, Object> components, String section, Map<String, Object> added) {
        var known = map(components.computeIfAbsent(section, ignored -> new TreeMap<String, Object>()));
        added.forEach((name, component) -> {
            var first = known.putIfAbsent(name, component);
            if (first != null && !bare(first).equals(bare(component)) && !OpenApiCommon.has(section, name)) {
                LOG.warn("Two modules describe {} {} differently; the document shows the first", section, name);
            }
        });
    }

    /** Without what is only said of it: a class that comes from a jar has lost its Javadoc. */
    private static Object bare(Object component) {
        if (!(component instanceof Map<?, ?> members)) {
            return component;
        }
        var bare = new HashMap<Object, Object>();
        members.forEach((name, member) -> {
            if (!name.equals("description") && !name.toString().startsWith("x-")) {
                bare.put(name, bare(member));
            }
        });
        return bare;
    }

    private Map<String, MethodBasedRouteInfo<?, ?>> routes() {
        var routes = new HashMap<String, MethodBasedRouteInfo<?, ?>>();
        router.uriRoutes()
                .forEach((UriRouteInfo<?, ?> route) -> routes.put(
                        key(
                                route.getHttpMethodName(),
                                route.getUriMatchTemplate().toPathString()),
                        route));
        return routes;
    }

    private static String key(String method, String path) {
        return method.toLowerCase(Locale.ROOT) + " " + path;
    }

    private static List<Object> used(Map<String, Object> tags, Map<String, Object> paths) {
        var named = new HashSet<>();
        for (var item : paths.values()) {
            for (var operation : map(item).values()) {
                named.addAll(list(map(operation).get("tags")));
            }
        }
        return tags.entrySet().stream()
                .filter(tag -> named.contains(tag.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Components that no operation leads to belonged to routes that are not there. */
    private static Map<String, Object> reachable(Map<String, Object> components, Map<String, Object> paths) {
        var reached = new HashSet<String>();
        var open = new ArrayList<Object>(List.of(paths));
        while (!open.isEmpty()) {
            var references = new ArrayList<String>();
            collect(open.removeLast(), references);
            for (var reference : references) {
                var names = reference.split("/");
                if (names.length == 4 && reached.add(reference)) {
                    open.add(map(components.get(names[2])).getOrDefault(names[3], Map.of()));
                }
            }
        }
        var kept = new TreeMap<String, Object>();
        components.forEach((section, named) -> {
            var some = new TreeMap<>(map(named));
            if (!section.equals("securitySchemes")) {
                some.keySet().removeIf(name -> !reached.contains("#/components/" + section + "/" + name));
            }
            if (!some.isEmpty()) {
                kept.put(section, some);
            }
        });
        return kept;
    }

    private static void collect(@Nullable Object node, List<String> references) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference) {
                references.add(reference);
            }
            map.values().forEach(child -> collect(child, references));
        } else if (node instanceof List<?> list) {
            list.forEach(child -> collect(child, references));
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object node) {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(@Nullable Object node) {
        return node instanceof List<?> list ? (List<Object>) list : List.of();
    }
}
