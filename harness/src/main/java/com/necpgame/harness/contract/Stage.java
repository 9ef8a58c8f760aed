package com.necpgame.harness.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.HttpConnection;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Patience;
import com.necpgame.harness.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the script is played: sends requests one after the other, checks the answers, and writes both down. What is wrong is
 * noted, and the play goes on.
 */
final class Stage implements AutoCloseable {
    /** Headers that are part of the contract, beside those that every answer has. */
    private static final List<String> HEADERS = List.of(
            "etag", "allow", "www-authenticate", "idempotency-replayed", "cache-control", "content-disposition");

    private static final Patience DELIVERY = new Patience(Duration.ofSeconds(60), Duration.ofMillis(20));
    /** A server may close a connection while a body that is too large is still on its way. */
    private static final int SENDINGS_MAX = 10;

    private static final int SHOWN_CHARACTERS_MAX = 4_000;
    private static final Set<String> REQUEST_HEADERS = Set.of("Content-Type", "Idempotency-Key", "If-Match", "Accept");

    private static final Pattern SECRET = Pattern.compile("client_secret=[^&]*");

    private final URI base;
    private final Names names = new Names();
    private final Transcript transcript = new Transcript();
    private final List<String> faults = new ArrayList<>();
    private final Set<Shapes.Operation> played = new TreeSet<>();
    private final Shapes shapes;
    private String chapter = "";
    private int requests;
    private @Nullable HttpConnection connection;

    Stage(URI base) {
        this.base = base;
        this.shapes = shapes();
    }

    /** Only the one JVM serves the document; functions do not. */
    private Shapes shapes() {
        Answer answer = send(new Request("GET", "/openapi", "/openapi", Map.of(), null), null);
        return new Shapes(answer.status() == 200 ? answer.json() : Json.object());
    }

    URI base() {
        return base;
    }

    void chapter(String name) {
        chapter = name;
    }

    Ask ask(String title, Person caller, String method, String path) {
        return Ask.of(this, chapter + ": " + title, caller, method, path);
    }

    Ask get(String title, Person caller, String path) {
        return ask(title, caller, "GET", path);
    }

    Ask post(String title, Person caller, String path) {
        return ask(title, caller, "POST", path);
    }

    Ask put(String title, Person caller, String path) {
        return ask(title, caller, "PUT", path);
    }

    Ask delete(String title, Person caller, String path) {
        return ask(title, caller, "DELETE", path);
    }

    Answer play(Ask ask, Ask.Expected expected) {
        Answer answer = send(ask.request(), ask.caller().token());
        judge(ask, answer, expected);
        write(ask, answer);
        return answer;
    }

    Answer await(Ask ask, Ask.Expected expected, Predicate<Answer> isThere) {
        Predicate<Answer> isDone = answer -> answer.status() == expected.status() && isThere.test(answer);
        Answer answer = DELIVERY.look(() -> send(ask.request(), ask.caller().token()), isDone);
        if (!isDone.test(answer)) {
            fault(ask.title(), "did not come about: " + answer);
        }
        judge(ask, answer, expected);
        write(ask, answer);
        return answer;
    }

    /** Notes what is wrong. */
    void fault(String title, String what) {
        faults.add(title + ": " + what);
    }

    void write(String title, List<String> lines) {
        transcript.add(title, lines);
    }

    String title(String of) {
        return chapter + ": " + of;
    }

    Names names() {
        return names;
    }

    Transcript transcript() {
        return transcript;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    int requests() {
        return requests;
    }

    /** What the document declares and the script did not ask. */
    List<String> unplayed() {
        return shapes.missing(played);
    }

    private void judge(Ask ask, Answer answer, Ask.Expected expected) {
        if (answer.status() != expected.status() || !answer.code().equals(expected.code())) {
            fault(ask.title(), "expected " + expected.status() + " " + expected.code() + ", got " + answer);
            return;
        }
        if (answer.header("x-correlation-id") == null) {
            fault(ask.title(), "the answer has no X-Correlation-Id");
        }
        String path = ask.request().path();
        shapes.operation(ask.request().method(), path).ifPresent(operation -> {
            if (answer.isSuccess()) {
                played.add(operation);
                shapes.faults(operation, answer.status(), answer.json()).forEach(f -> fault(ask.title(), f));
            }
        });
        if (!expected.code().isEmpty()) {
            judgeProblem(ask, answer, expected);
        }
    }

    private void judgeProblem(Ask ask, Answer answer, Ask.Expected expected) {
        JsonNode problem = answer.json();
        String path = ask.request().path().replaceAll("\\?.*", "");
        require(ask, "application/problem+json".equals(answer.header("content-type")), "is no problem+json");
        require(ask, problem.path("status").asInt() == answer.status(), "its body has another status");
        require(ask, problem.path("type").asText().endsWith("/problems/" + expected.code()), "its type is another");
        require(ask, !problem.path("title").asText().isEmpty(), "it has no title");
        require(ask, problem.path("retryable").isBoolean(), "it does not say whether it is retryable");
        require(ask, problem.path("instance").asText().equals(path), "its instance is another");
        require(ask, !problem.path("traceId").asText().isEmpty(), "it has no traceId");
        if (!expected.pointer().isEmpty()) {
            require(ask, pointers(problem).contains(expected.pointer()), "it does not name " + expected.pointer());
        }
    }

    private void require(Ask ask, boolean isSo, String otherwise) {
        if (!isSo) {
            fault(ask.title(), otherwise);
        }
    }

    private static Collection<String> pointers(JsonNode problem) {
        return problem.path("errors").findValuesAsText("pointer");
    }

    private void write(Ask ask, Answer answer) {
        var lines = new ArrayList<String>();
        Request request = ask.request();
        lines.add(names.text(request.method() + " " + request.path()) + " as " + ask.caller());
        request.headers().forEach((name, value) -> {
            if (REQUEST_HEADERS.contains(name) && !"application/json".equals(value)) {
                lines.add(name + ": " + names.text(value));
            }
        });
        if (request.body() != null) {
            lines.add(shown(request.body()));
        }
        lines.add("-> " + answer.status() + " " + String.valueOf(answer.header("content-type")));
        for (String header : HEADERS) {
            @Nullable String value = answer.header(header);
            if (value != null) {
                lines.add(header + ": " + names.text(value));
            }
        }
        if (answer.header("retry-after") != null) {
            lines.add("retry-after: <seconds>");
        }
        lines.addAll(lines(answer, ask.isUnordered()));
        transcript.add(ask.title(), lines);
    }

    private String shown(String text) {
        if (text.length() > SHOWN_CHARACTERS_MAX) {
            return "(" + text.length() + " characters)";
        }
        try {
            return names.named(Json.parse(text)).toString();
        } catch (IllegalArgumentException e) {
            return names.text(SECRET.matcher(text).replaceAll("client_secret=<secret>"));
        }
    }

    private List<String> lines(Answer answer, boolean isUnordered) {
        JsonNode json = answer.json();
        if (json.isMissingNode()) {
            @Nullable String type = answer.header("content-type");
            boolean isSound = type != null && type.startsWith("audio/");
            return answer.body().isEmpty()
                    ? List.of()
                    : List.of(isSound ? "(" + answer.header("content-length") + " bytes)" : names.text(answer.body()));
        }
        return Json.pretty(names.named(isUnordered ? sorted(json) : json))
                .lines()
                .toList();
    }

    /** Sorts a listing by what is known of its items without their ids. */
    private static JsonNode sorted(JsonNode listing) {
        ObjectNode copy = listing.deepCopy();
        var items = new ArrayList<JsonNode>();
        copy.path("items").forEach(items::add);
        items.sort(Comparator.comparing(item -> new Names().named(item).toString()));
        ArrayNode inOrder = copy.putArray("items");
        items.forEach(inOrder::add);
        return copy;
    }

    private Answer send(Request request, @Nullable String token) {
        requests++;
        for (int sending = 1; ; sending++) {
            try {
                return exchange(request, token);
            } catch (IOException e) {
                if (sending == SENDINGS_MAX) {
                    throw new UncheckedIOException(request.method() + " " + request.path() + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private Answer exchange(Request request, @Nullable String token) throws IOException {
        HttpConnection open = connection == null ? new HttpConnection(base) : connection;
        connection = null;
        boolean isWhole = false;
        try {
            Answer answer = open.send(request, token);
            isWhole = open.isReusable();
            return answer;
        } finally {
            if (isWhole) {
                connection = open;
            } else {
                open.close();
            }
        }
    }

    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException e) {
            // Nothing is lost with a connection that nobody uses.
        }
    }
}
