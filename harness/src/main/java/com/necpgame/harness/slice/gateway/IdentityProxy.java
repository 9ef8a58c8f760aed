package com.necpgame.harness.slice.gateway;

import com.necpgame.harness.slice.edge.Answer;
import com.necpgame.harness.slice.edge.Answer.Header;
import com.necpgame.harness.slice.edge.EdgeProblem;
import com.necpgame.harness.slice.edge.Received;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Passes requests on to the identity process, and its answers back, as they are. In AWS this is Cognito's own address. */
final class IdentityProxy {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** They belong to one connection (RFC 9110, 7.6.1), or the client writes them itself. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private final HttpClient client;
    private final URI identity;
    private final List<String> prefixes;

    IdentityProxy(HttpClient client, URI identity, List<String> prefixes) {
        this.client = client;
        this.identity = identity;
        this.prefixes = List.copyOf(prefixes);
    }

    boolean takes(String path) {
        return prefixes.stream().anyMatch(prefix -> path.equals(prefix) || path.startsWith(prefix + "/"));
    }

    Answer pass(Received request) {
        try {
            return answer(client.send(copy(request), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return EdgeProblem.UNAVAILABLE.answer(request, "the identity process does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return EdgeProblem.UNAVAILABLE.answer(request);
        }
    }

    private HttpRequest copy(Received request) {
        var copy = HttpRequest.newBuilder(identity.resolve(request.uri()))
                .timeout(PATIENCE)
                .method(
                        request.method(),
                        request.body().length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body()));
        for (var header : request.headers()) {
            if (isOwn(header.getKey())) {
                copy.header(header.getKey(), header.getValue());
            }
        }
        return copy.header("X-Forwarded-For", request.address()).build();
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        var headers = new ArrayList<Header>();
        response.headers().map().forEach((name, values) -> {
            if (isOwn(name)) {
                values.forEach(value -> headers.add(new Header(name, value)));
            }
        });
        return new Answer(response.statusCode(), headers, response.body());
    }

    private static boolean isOwn(String header) {
        return !OF_THE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
    }
}
