package com.necpgame.server;

import static com.necpgame.server.MarkdownTable.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.contracts.DomainEvent;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.IndexKey;
import com.necpgame.platform.data.ItemKey;
import com.necpgame.platform.runtime.GameModules;
import com.necpgame.platform.runtime.event.Listens;
import com.necpgame.platform.runtime.recurring.Recurring;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.data.annotation.MappedEntity;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each game module is to others: a page for each that the class path holds. */
final class ModuleReference {
    private static final String CONTRACTS = DomainEvent.class.getPackageName();

    private final SystemClasses classes = new SystemClasses();
    private final SourceTree sources = new SourceTree();
    private final SettingsReference settings = new SettingsReference();
    private final ProblemReference problems = new ProblemReference(classes);
    private final JsonNode api;
    private final Collection<Recurring> recurring;

    /** @param server with every module switched on */
    ModuleReference(GameServer server) {
        api = server.get("", "/openapi").ok();
        // By name: the order of beans is that of jars.
        recurring = server.beans(Recurring.class).stream()
                .sorted(Comparator.comparing(work -> work.getClass().getSimpleName()))
                .toList();
    }

    /** By the name of the file. */
    Map<String, String> pages() {
        var pages = new TreeMap<String, String>();
        classes.modules().forEach((name, deed) -> pages.put("modules/" + name + ".md", page(name, deed)));
        pages.put("modules/README.md", index());
        return pages;
    }

    private String index() {
        var modules = new MarkdownTable("module", "what it is");
        classes.modules()
                .forEach((name, deed) -> modules.row("[" + name + "](" + name + ".md)", sources.firstSentence(deed)));
        return """
                # Modules

                %s

                ## What the platform keeps in every module's table

                These rows commit in one transaction with the module's own.

                %s

                ## What the platform keeps in tables of its own

                %s
                """.formatted(modules, entities(Dynamo.EVERY_TABLE), ownTables());
    }

    private MarkdownTable ownTables() {
        var table = new MarkdownTable("table", "item", "`pk`", "`sk`", "what it is");
        for (var entity : entities()) {
            var name = table(entity);
            if (!name.equals(Dynamo.EVERY_TABLE) && !classes.modules().containsKey(name)) {
                var type = entity.getBeanType();
                table.row(
                        code(name),
                        type.getSimpleName(),
                        code(partition(entity)),
                        code(sort(entity)),
                        sources.firstSentence(type));
            }
        }
        return table;
    }

    private String page(String module, Class<?> deed) {
        return """
                # %s

                %s

                `necpgame.modules.%s=false` takes the whole module out.

                ## Routes

                %s

                ## Events that it publishes

                %s

                ## Events that it hears

                %s

                ## Table `%s`

                %s

                %s

                Beside them stand [the platform's rows](README.md).

                ## Content

                %s

                ## Settings

                %s

                ## Recurring work

                %s

                ## Refusals

                %s
                """.formatted(
                        module,
                        sources.comment(deed),
                        module,
                        routes(module).or("None."),
                        published(module).or("None."),
                        heard(module).or("None."),
                        module,
                        drawnTable(module),
                        entities(module).or("None."),
                        content(deed),
                        settings.of(deed.getPackageName()),
                        recurring(module).or("None."),
                        problems.of(module));
    }

    /** As the merged document describes what the module's own document names. */
    private MarkdownTable routes(String module) {
        var table = new MarkdownTable("route", "what it does", "`Idempotency-Key`");
        classes.paths(module).forEach(path -> addRoutes(table, path));
        return table;
    }

    private void addRoutes(MarkdownTable table, String path) {
        api.path("paths")
                .path(path)
                .properties()
                .forEach(operation -> table.row(
                        code(operation.getKey().toUpperCase(Locale.ROOT) + " " + path),
                        operation.getValue().path("summary").asText(),
                        operation.getValue().path("parameters").toString().contains("IdempotencyKey") ? "needed" : ""));
    }

    private MarkdownTable published(String module) {
        var packageName = CONTRACTS + "." + module.replace("-", "");
        var table = new MarkdownTable("event", "what has happened", "data");
        classes.all(DomainEvent.class)
                .filter(event -> event.getPackageName().equals(packageName))
                .forEach(event -> table.row(code(event.getSimpleName()), sources.comment(event), components(event)));
        return table;
    }

    private static String components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> code(component.getName()))
                .collect(Collectors.joining(", "));
    }

    private MarkdownTable heard(String module) {
        var table = new MarkdownTable("event", "listener", "what it does");
        for (var listener : classes.of(module, Listens.class)) {
            table.row(code(heard(listener)), code(listener.getSimpleName()), sources.comment(listener));
        }
        return table;
    }

    private static String heard(Class<?> listener) {
        return Stream.of(listener.getGenericInterfaces())
                .filter(type -> type instanceof ParameterizedType)
                .map(ParameterizedType.class::cast)
                .filter(type -> type.getRawType() == Listens.class)
                .map(type -> ((Class<?>) type.getActualTypeArguments()[0]).getSimpleName())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(listener + " should implement Listens itself"));
    }

    /** What the module's table class draws for people. */
    private String drawnTable(String module) {
        return classes.of(module, Object.class).stream()
                .filter(type -> type.getSimpleName().endsWith("Table"))
                .map(sources::preformatted)
                .filter(drawn -> !drawn.isEmpty())
                .map(drawn -> "```\n" + drawn + "\n```")
                .collect(Collectors.joining("\n\n"));
    }

    private MarkdownTable entities(String tableName) {
        var table = new MarkdownTable("item", "`pk`", "`sk`", "indexes", "what it is");
        for (var entity : entities()) {
            if (table(entity).equals(tableName)) {
                table.row(
                        entity.getBeanType().getSimpleName(),
                        code(partition(entity)),
                        code(sort(entity)),
                        indexes(entity),
                        sources.firstSentence(entity.getBeanType()));
            }
        }
        return table;
    }

    private static List<? extends BeanIntrospection<?>> entities() {
        return BeanIntrospector.SHARED.findIntrospections(MappedEntity.class).stream()
                .filter(entity -> entity.hasAnnotation(ItemKey.class))
                .filter(entity -> !entity.getBeanType().getName().contains("Test"))
                .sorted(Comparator.comparing(ModuleReference::partition).thenComparing(ModuleReference::sort))
                .toList();
    }

    private static String table(BeanIntrospection<?> entity) {
        return entity.stringValue(MappedEntity.class).orElseThrow();
    }

    private static String partition(BeanIntrospection<?> entity) {
        return entity.stringValue(ItemKey.class, "partition").orElseThrow();
    }

    private static String sort(BeanIntrospection<?> entity) {
        return entity.stringValue(ItemKey.class, "sort").orElseThrow();
    }

    private static String indexes(BeanIntrospection<?> entity) {
        return entity.getAnnotationValuesByType(IndexKey.class).stream()
                .map(key -> "%s: %s / %s"
                        .formatted(
                                key.stringValue("index").orElseThrow(),
                                code(key.stringValue("partition").orElseThrow()),
                                code(key.stringValue("sort").orElseThrow())))
                .collect(Collectors.joining("; "));
    }

    private static String content(Class<?> deed) {
        var kinds = ClassPathRoot.of(deed).names("META-INF/necpgame/content", ".schema.json");
        return kinds.isEmpty()
                ? "None."
                : kinds.stream()
                        .map(kind -> "- [%s](../../content/%s.yaml)".formatted(kind, kind))
                        .collect(Collectors.joining("\n"));
    }

    private MarkdownTable recurring(String module) {
        var table = new MarkdownTable("work", "every", "what it does");
        for (var work : recurring) {
            if (GameModules.of(work.getClass()).equals(module)) {
                table.row(
                        code(work.getClass().getSimpleName()),
                        work.every().toString(),
                        sources.comment(work.getClass()));
            }
        }
        return table;
    }
}
