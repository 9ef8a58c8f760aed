package com.necpgame.platform.runtime.content;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every kind of content that some module on the class path declares, switched on or off. */
public final class ContentKinds {
    /** Where a module puts the schema of a kind, as {@code <kind>.schema.json}. */
    public static final String FOLDER = "META-INF/necpgame/content";

    private final SortedMap<String, ContentKind> kinds = new TreeMap<>();

    ContentKinds(Collection<ContentKind> kinds) {
        for (var kind : kinds) {
            var other = this.kinds.put(kind.name(), kind);
            if (other != null) {
                throw new IllegalStateException("content '%s' is declared twice, by the modules %s and %s"
                        .formatted(kind.name(), other.module(), kind.module()));
            }
        }
    }

    /**
     * Reads every schema that the class path holds.
     *
     * @throws IllegalStateException if a schema cannot be understood, or two modules declare one kind
     */
    public static ContentKinds onClassPath(ClassLoader loader) {
        return new ContentKinds(Resources.onClassPath(loader, FOLDER).stream()
                .filter(resource -> resource.name().endsWith(ContentKind.SCHEMA_SUFFIX))
                .map(ContentKinds::read)
                .toList());
    }

    /** The names of the declared kinds. */
    public Set<String> names() {
        return Collections.unmodifiableSet(kinds.keySet());
    }

    /**
     * What schemas refer to and no schema defines. Right for a part of the game, where references into the missing
     * modules go unchecked; a mistake in a schema when all modules are there.
     */
    public Set<String> undeclaredReferences() {
        var undeclared = kinds.values().stream()
                .flatMap(kind -> kind.refersToIds().stream())
                .collect(toCollection(TreeSet::new));
        kinds.values().forEach(kind -> undeclared.removeAll(kind.definesIds()));
        return undeclared;
    }

    Optional<ContentKind> find(String name) {
        return Optional.ofNullable(kinds.get(name));
    }

    Collection<ContentKind> all() {
        return kinds.values();
    }

    /** The kinds whose entries define ids of the given set. */
    List<ContentKind> defining(String ids) {
        return kinds.values().stream()
                .filter(kind -> kind.definesIds().contains(ids))
                .toList();
    }

    /** Each kind after those that it refers to, as far as they do not refer to each other. */
    List<ContentKind> referredFirst() {
        var ordered = new LinkedHashSet<ContentKind>();
        var visited = new HashSet<ContentKind>();
        kinds.values().forEach(kind -> visit(kind, visited, ordered));
        return new ArrayList<>(ordered);
    }

    private void visit(ContentKind kind, Set<ContentKind> visited, SequencedSet<ContentKind> ordered) {
        if (visited.add(kind)) {
            kind.refersToIds().forEach(ids -> defining(ids).forEach(other -> visit(other, visited, ordered)));
            ordered.add(kind);
        }
    }

    private static ContentKind read(Resources.Resource resource) {
        var file = resource.name();
        var kind = file.substring(0, file.length() - ContentKind.SCHEMA_SUFFIX.length());
        try (var in = resource.open()) {
            return ContentKind.read(kind, FOLDER + "/" + file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource.uri(), e);
        }
    }
}
