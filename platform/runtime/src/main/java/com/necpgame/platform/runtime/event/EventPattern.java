package com.necpgame.platform.runtime.event;

import io.micronaut.core.naming.NameUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.event.ruler.Machine;

/**
 * Which events a listener hears, in EventBridge's words: JSON over {@code source}, {@code detail-type} and {@code
 * detail}. Evaluated by the library that EventBridge's own matching was published as, so that the same file means the
 * same on the local bus and in AWS.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">Event patterns</a>
 */
public final class EventPattern {
    static final String FOLDER = "event-patterns/";

    private final Machine machine = Machine.builder().build();

    /** @throws IllegalArgumentException if this is no event pattern */
    EventPattern(String json) {
        try {
            machine.addRule("rule", json);
        } catch (IOException e) {
            throw new IllegalArgumentException("Not an event pattern: " + e.getMessage(), e);
        }
    }

    /** The pattern of {@code FillCart} is {@code event-patterns/fill-cart.json}; null if there is none. */
    static @Nullable EventPattern of(Class<?> listener) {
        var json = json(listener);
        try {
            return json == null ? null : new EventPattern(json);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file(listener) + ": " + e.getMessage(), e);
        }
    }

    /** The text of a listener's pattern; null if it has none. */
    public static @Nullable String json(Class<?> listener) {
        var name = file(listener);
        try {
            List<URL> files = Collections.list(listener.getClassLoader().getResources(name));
            if (files.size() > 1) {
                throw new IllegalStateException("Several modules have a pattern " + name + ": " + files);
            }
            return files.isEmpty() ? null : text(files.getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(Class<?> listener) {
        return FOLDER + NameUtils.hyphenate(listener.getSimpleName()) + ".json";
    }

    private static String text(URL file) throws IOException {
        try (var in = file.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** @param event the event as it goes over the bus, JSON */
    boolean matches(String event) {
        try {
            return !machine.rulesForJSONEvent(event).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("The pattern could not be evaluated", e);
        }
    }
}
