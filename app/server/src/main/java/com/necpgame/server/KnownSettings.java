package com.necpgame.server;

import com.necpgame.platform.runtime.content.Suggestion;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;

/**
 * The settings of ours that something on the class path reads. Every jar tells in its {@code META-INF}: what the build
 * wrote down of its configuration records, and, by hand, what only a condition reads.
 */
final class KnownSettings {
    private static final List<String> FILES = List.of(
            "META-INF/spring-configuration-metadata.json", "META-INF/additional-spring-configuration-metadata.json");

    /** What the settings that are checked begin with. */
    static final String PREFIX = "necpgame.";

    private static final FutureTask<List<byte[]>> OURS =
            new FutureTask<>(() -> files(KnownSettings.class.getClassLoader(), List.of(PREFIX)));

    private final Map<String, Setting> settings = new TreeMap<>();
    private final Map<String, String> groups = new TreeMap<>();

    private KnownSettings() {}

    /** Reads the files of {@link #ours} ahead of it, on another thread: they are looked for in every jar. */
    static void readAhead() {
        OURS.run();
    }

    /** Those that begin with {@value #PREFIX}. */
    static KnownSettings ours(JsonMapper json) {
        OURS.run();
        try {
            return of(OURS.get(), json, List.of(PREFIX));
        } catch (ExecutionException e) {
            throw new IllegalStateException("the settings are not known", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the settings were read", e);
        }
    }

    /** @param prefixes of the settings, and the groups of settings, that are ours; each ends with a dot */
    static KnownSettings onClassPath(ClassLoader loader, JsonMapper json, Collection<String> prefixes) {
        try {
            return of(files(loader, prefixes), json, prefixes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Most files are the framework's and large; those without a name of ours are not parsed, as every start waits for this. */
    private static List<byte[]> files(ClassLoader loader, Collection<String> prefixes) throws IOException {
        var files = new ArrayList<byte[]>();
        for (var name : FILES) {
            for (var file : Collections.list(loader.getResources(name))) {
                var bytes = bytes(file);
                var text = new String(bytes, StandardCharsets.UTF_8);
                if (prefixes.stream()
                        .anyMatch(prefix -> text.contains('"' + prefix.substring(0, prefix.length() - 1)))) {
                    files.add(bytes);
                }
            }
        }
        return files;
    }

    private static byte[] bytes(URL file) throws IOException {
        try (var in = file.openStream()) {
            return in.readAllBytes();
        }
    }

    private static KnownSettings of(List<byte[]> files, JsonMapper json, Collection<String> prefixes) {
        var known = new KnownSettings();
        try {
            for (var file : files) {
                known.add(
                        json.readValue(file, Argument.of(JsonNode.class)),
                        name -> prefixes.stream().anyMatch((name + ".")::startsWith));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }

    /** A build of tests writes down once more what it finds on its class path, without the sentences. */
    private void add(JsonNode file, Predicate<String> isOurs) {
        for (var property : elements(file, "properties")) {
            var setting = Setting.of(property);
            if (isOurs.test(setting.name())) {
                settings.merge(setting.name(), setting, KnownSettings::described);
            }
        }
        for (var group : elements(file, "groups")) {
            var named = Setting.of(group);
            if (isOurs.test(named.name())) {
                groups.merge(named.name(), named.description(), (one, other) -> one.isEmpty() ? other : one);
            }
        }
    }

    private static Setting described(Setting one, Setting other) {
        return one.description().isEmpty() ? other : one;
    }

    private static Iterable<JsonNode> elements(JsonNode node, String member) {
        var list = node.get(member);
        return list == null ? List.of() : list.values();
    }

    /** By name. */
    Collection<Setting> all() {
        return settings.values();
    }

    /** What is said of the settings that share a prefix, by that prefix. */
    Map<String, String> groups() {
        return groups;
    }

    boolean has(String name) {
        return settings.containsKey(name) || settings.values().stream().anyMatch(setting -> setting.isSetBy(name));
    }

    boolean hasVariable(String variable) {
        return settings.values().stream().anyMatch(setting -> setting.isSetByVariable(variable));
    }

    /** {@code "; did you mean 'necpgame.store.path'?"}, or nothing where no setting is near. */
    String suggestion(String name) {
        return Suggestion.forWord(name, settings.keySet());
    }

    /** The same for an environment variable. */
    String suggestionForVariable(String variable) {
        return Suggestion.forWord(
                variable, settings.values().stream().map(Setting::variable).toList());
    }
}
