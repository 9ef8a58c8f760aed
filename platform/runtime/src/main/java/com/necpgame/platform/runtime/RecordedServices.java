package com.necpgame.platform.runtime;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.AnnotationMetadataProvider;
import io.micronaut.core.io.service.MicronautMetaServiceLoaderUtils;
import io.micronaut.core.io.service.SoftServiceLoader.Optimizations;
import io.micronaut.core.io.service.SoftServiceLoader.StaticDefinition;
import io.micronaut.core.io.service.SoftServiceLoader.StaticServiceLoader;
import io.micronaut.core.optim.StaticOptimizations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes that the framework finds as its services. It looks for them in every jar, a tenth of a start, and finds the same in the same
 * jars. So the training notes what it asked for, and a start from the recording is told. What was never asked for it looks for itself.
 */
public final class RecordedServices {
    /** Names the file of the recording. The start script gives it only with the very jars that it was made from. */
    public static final String PROPERTY = "com.necpgame.services";

    private static final String INDENT = "  ";

    private static volatile Map<String, StaticServiceLoader<?>> used = Map.of();

    private RecordedServices() {}

    /** Before the framework is asked for anything. */
    public static void use() {
        var file = System.getProperty(PROPERTY);
        if (file != null) {
            used = read(Path.of(file), loader());
            StaticOptimizations.set(new Optimizations(used));
        }
    }

    /** Initialises the classes, the last first: the framework, on another thread, begins with the first. */
    public static void prepare() {
        used.values().forEach(service -> ((Found<?>) service).prepare());
    }

    /** Instead of {@link #use}: the framework finds what it finds without, and {@link Asked#write} says what that was. */
    public static Asked note() {
        return note(name -> !Needless.is(name));
    }

    private static Asked note(Predicate<String> isNeeded) {
        var asked = new Asked(loader(), isNeeded);
        StaticOptimizations.set(new Optimizations(asked));
        return asked;
    }

    /**
     * {@link #use}, where the file is there; {@link #note}, where it is named and not there: then it is when this process has ended.
     *
     * @param isNeeded tells by its name whether this process has a use for a class; the others are neither noted nor found
     */
    public static void useOrNote(Predicate<String> isNeeded) {
        var file = System.getProperty(PROPERTY);
        if (file == null) {
            return;
        }
        if (Files.exists(Path.of(file))) {
            use();
            return;
        }
        var asked = note(isNeeded);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> write(asked, Path.of(file))));
    }

    private static void write(Asked asked, Path file) {
        try {
            asked.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassLoader loader() {
        return RecordedServices.class.getClassLoader();
    }

    /** One service per line, and below it, indented, its classes. */
    public static Map<String, StaticServiceLoader<?>> read(Path file, ClassLoader loader) {
        var services = new HashMap<String, StaticServiceLoader<?>>();
        var classes = new ArrayList<String>();
        try {
            for (var line : Files.readAllLines(file)) {
                if (line.startsWith(INDENT)) {
                    classes.add(line.substring(INDENT.length()));
                } else {
                    classes = new ArrayList<>();
                    services.put(line, new Found<>(classes, loader));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return services;
    }

    /** Looks each service up as the framework would, and remembers it. */
    public static final class Asked extends AbstractMap<String, StaticServiceLoader<?>> {
        private final Map<String, Found<?>> found = Collections.synchronizedMap(new TreeMap<>());
        private final ClassLoader loader;
        private final Predicate<String> isNeeded;

        /** @param isNeeded tells which classes are to be found, by name */
        public Asked(ClassLoader loader, Predicate<String> isNeeded) {
            this.loader = loader;
            this.isNeeded = isNeeded;
        }

        @Override
        public StaticServiceLoader<?> get(Object name) {
            return found.computeIfAbsent((String) name, service -> new Found<>(classes(service), loader));
        }

        @Override
        public boolean containsKey(Object name) {
            return true;
        }

        @Override
        public Set<Entry<String, StaticServiceLoader<?>>> entrySet() {
            return Set.copyOf(new HashMap<String, StaticServiceLoader<?>>(found).entrySet());
        }

        /** Without those whose own libraries are missing, or others that they require, which the framework looks for each time anew. */
        private List<String> classes(String service) {
            var names = new LinkedHashSet<String>();
            try {
                for (var file : Collections.list(loader.getResources("META-INF/services/" + service))) {
                    names.addAll(lines(file));
                }
                names.addAll(MicronautMetaServiceLoaderUtils.findMicronautMetaServiceEntries(loader, service));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            names.removeIf(name -> !isNeeded.test(name) || isOfNoUse(Found.instance(name, loader)));
            return List.copyOf(names);
        }

        private static boolean isOfNoUse(@Nullable Object service) {
            return service == null
                    || service instanceof AnnotationMetadataProvider declared
                            && declared.getAnnotationMetadata().getAnnotationValuesByType(Requires.class).stream()
                                    .flatMap(required -> Stream.of(required.annotationClassValues("classes")))
                                    .anyMatch(required -> required.getType().isEmpty());
        }

        /** In the order of a hash set, as the framework reads them. */
        private static Set<String> lines(URL file) throws IOException {
            try (var in = file.openStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.toCollection(HashSet::new));
            }
        }

        public void write(Path file) throws IOException {
            var lines = new ArrayList<String>();
            synchronized (found) {
                found.forEach((service, classes) -> {
                    lines.add(service);
                    classes.names.forEach(name -> lines.add(INDENT + name));
                });
            }
            Files.write(file, lines);
        }
    }

    /** The classes of one service. One that cannot be made is left out, as the framework does. */
    private record Found<S>(List<String> names, ClassLoader loader) implements StaticServiceLoader<S> {
        private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();
        private static final MethodType CONSTRUCTOR = MethodType.methodType(void.class);

        @Override
        public Stream<StaticDefinition<S>> findAll(Predicate<String> condition) {
            return names.stream().filter(condition).map(name -> StaticDefinition.of(name, () -> make(name)));
        }

        @Override
        public List<S> load(Predicate<String> condition, @Nullable Predicate<S> predicate) {
            var made = new ArrayList<S>(names.size());
            for (var name : names) {
                S service = condition.test(name) ? make(name) : null;
                if (service != null && (predicate == null || predicate.test(service))) {
                    made.add(service);
                }
            }
            return made;
        }

        void prepare() {
            for (var name : names.reversed()) {
                try {
                    Class.forName(name, true, loader);
                } catch (ReflectiveOperationException | LinkageError e) {
                    // As in instance(): it is left out, by whoever asks for it.
                }
            }
        }

        @SuppressWarnings("unchecked")
        private @Nullable S make(String name) {
            return (S) instance(name, loader);
        }

        private static @Nullable Object instance(String name, ClassLoader loader) {
            try {
                return LOOKUP.findConstructor(Class.forName(name, false, loader), CONSTRUCTOR)
                        .invoke();
            } catch (NoClassDefFoundError | ReflectiveOperationException e) {
                return null;
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(name, e);
            }
        }
    }
}
