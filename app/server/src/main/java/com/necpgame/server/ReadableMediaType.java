package com.necpgame.server;

import com.necpgame.platform.runtime.problem.PlatformProblem;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Refuses a body without a Content-Type, and a Content-Type that is none: the framework would take both for JSON. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class ReadableMediaType {
    @RequestFilter
    void require(HttpRequest<?> request) {
        var headers = request.getHeaders();
        if (request.getContentType().isEmpty() && (headers.contains(HttpHeaders.CONTENT_TYPE) || hasBody(headers))) {
            throw PlatformProblem.UNSUPPORTED_MEDIA.refuse("a body needs a Content-Type that says what it is");
        }
    }

    private static boolean hasBody(HttpHeaders headers) {
        return headers.contains(HttpHeaders.TRANSFER_ENCODING)
                || headers.contentLength().orElse(0) > 0;
    }
}
