package com.necpgame.server;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.core.util.AntPathMatcher;
import java.util.List;

/**
 * Routes that have a limit of their own, beside the common one: {@code necpgame.server.rate-limit.classes.<name>}.
 *
 * @param name what the class is called
 * @param paths Ant patterns such as {@code /v1/auth/**}; a request belongs to the first class, by name, that matches
 * @param requestsPerSecond how many requests per second a caller may make for ever
 * @param burst how many requests a caller who was quiet may make at once
 */
@EachProperty(RateLimitConfig.PREFIX + ".classes")
record RouteClass(@Parameter String name, List<String> paths, int requestsPerSecond, int burst) {
    RouteClass {
        var prefix = RateLimitConfig.PREFIX + ".classes." + name;
        if (paths.isEmpty()) {
            throw new IllegalArgumentException(prefix + ".paths must name a path");
        }
        Settings.positive(prefix + ".requests-per-second", requestsPerSecond);
        Settings.positive(prefix + ".burst", burst);
        paths = List.copyOf(paths);
    }

    boolean contains(String path) {
        return paths.stream().anyMatch(pattern -> AntPathMatcher.ANT.matches(pattern, path));
    }
}
