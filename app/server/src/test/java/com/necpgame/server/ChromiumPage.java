package com.necpgame.server;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.core.ConditionTimeoutException;

/** One tab: what a person does in it, and what it shows. */
final class ChromiumPage {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DevTools tools;
    private final String session;
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    ChromiumPage(DevTools tools, String session) {
        this.tools = tools;
        this.session = session;
        tools.listen(session, this::heard);
        List.of("Page", "Runtime", "Log", "Accessibility").forEach(domain -> call(domain + ".enable", Map.of()));
    }

    private void heard(String event, JsonNode parameters) {
        if (event.equals("Runtime.exceptionThrown")) {
            errors.add(parameters.path("exceptionDetails").toString());
        } else if (event.equals("Log.entryAdded")
                && parameters.at("/entry/level").asText().equals("error")) {
            errors.add(parameters.at("/entry/text").asText() + " "
                    + parameters.at("/entry/url").asText());
        }
    }

    /** What the page threw, and what the browser refused it: policies, missing files, answers that are refusals. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** A page that stays open goes on playing, and the processors with it. */
    void close() {
        call("Page.close", Map.of());
    }

    void go(URI address) {
        call("Page.navigate", Map.of("url", address.toString()));
        until("document.readyState === 'complete' && location.href.startsWith('http')");
    }

    /** The value of a JavaScript expression, of a promise's outcome if it is one. */
    JsonNode evaluate(String expression) {
        var answer =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    /** Waits until the page says that a condition holds. */
    void until(String condition) {
        try {
            await(condition)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> evaluate("Boolean(" + condition + ")").asBoolean());
        } catch (ConditionTimeoutException e) {
            var shown = evaluate("document.body.innerText").asText();
            throw new AssertionError(condition + " is still false; errors: " + errors + "; the page:\n" + shown, e);
        }
    }

    /** A real click: the browser takes it for a person's, which is what sound needs to begin. */
    void click(String selector) {
        until("document.querySelector('" + selector + "')?.disabled === false");
        var at = middle(selector);
        mouse("mousePressed", at);
        mouse("mouseReleased", at);
    }

    void press(String selector) {
        mouse("mousePressed", middle(selector));
    }

    void release(String selector) {
        mouse("mouseReleased", middle(selector));
    }

    private JsonNode middle(String selector) {
        return evaluate("(() => { const e = document.querySelector('" + selector + "');"
                + " e.scrollIntoView({block: 'center', behavior: 'instant'}); const r = e.getBoundingClientRect();"
                + " return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()");
    }

    private void mouse(String type, JsonNode at) {
        call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        type,
                        "x",
                        at.get("x").asDouble(),
                        "y",
                        at.get("y").asDouble(),
                        "button",
                        "left",
                        "clickCount",
                        1));
    }

    void type(String selector, String text) {
        evaluate("document.querySelector('" + selector + "').select()");
        call("Input.insertText", Map.of("text", text));
    }

    /** @param type keyDown or keyUp */
    void spaceBar(String type) {
        call(
                "Input.dispatchKeyEvent",
                Map.of("type", type, "code", "Space", "key", " ", "windowsVirtualKeyCode", 32, "text", " "));
    }

    /** What a screen reader is told of the page. */
    JsonNode accessibilityTree() {
        return call("Accessibility.getFullAXTree", Map.of()).get("nodes");
    }

    byte[] screenshot() {
        var picture = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        return Base64.getDecoder().decode(picture.get("data").asText());
    }

    /** @param scheme light or dark */
    void prefer(String scheme) {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        return tools.call(session, method, parameters);
    }
}
