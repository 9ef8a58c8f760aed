package com.necpgame.server;

import static com.necpgame.server.MarkdownTable.code;

import io.micronaut.json.JsonMapper;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Every setting of ours, from what the build wrote down of the configuration records of all jars. */
final class SettingsReference {
    private static final List<String> PREFIXES = List.of("necpgame.", "dynamodb.");
    private static final String INTRODUCTION = """
            # Configuration

            Every setting that is ours. Each can be given as the environment variable beside it, as a system property
            (`-Dnecpgame.store.path=...`), as an argument (`-necpgame.store.path=...`), or in a YAML, properties or TOML
            file that `MICRONAUT_CONFIG_FILES` names; arguments win over properties, properties over variables, and
            variables over files. Durations are written `500ms`, `10s`, `5m`, `1h`, `14d`.

            A value outside of its range stops the start with a line that names it. So does a setting that begins with
            `necpgame.` and that nothing reads, with the name that was probably meant.

            The framework has settings of its own: the port is `micronaut.server.port` (`MICRONAUT_SERVER_PORT`), the
            level of a logger `logger.levels.<name>`. What the server sets among them stands with the reason in
            [application.yml](../app/server/src/main/resources/application.yml). `dynamodb.*` belongs to our data access where it
            is used without the rest; in the server `necpgame.store.*` decides.
            """;

    private final KnownSettings known = known();
    private final Map<String, String> ownFile = new HashMap<>();

    SettingsReference() {
        flatten("", DocumentParts.parse(Resources.text("application.yml")));
    }

    static KnownSettings known() {
        return KnownSettings.onClassPath(
                SettingsReference.class.getClassLoader(), JsonMapper.createDefault(), PREFIXES);
    }

    private void flatten(String prefix, Map<?, ?> values) {
        values.forEach((key, value) -> {
            if (value instanceof Map<?, ?> nested) {
                flatten(prefix + key + ".", nested);
            } else {
                ownFile.put(prefix + key, String.valueOf(value));
            }
        });
    }

    String page() {
        var page = new StringBuilder(INTRODUCTION);
        var byGroup =
                known.all().stream().collect(Collectors.groupingBy(this::group, TreeMap::new, Collectors.toList()));
        byGroup.forEach((group, settings) -> page.append("\n## `")
                .append(chosen(group))
                .append("`\n\n")
                .append(SourceTree.markdown(known.groups().getOrDefault(group, "")))
                .append("\n\n")
                .append(table(settings))
                .append('\n'));
        return page.toString();
    }

    /** Of the classes of one package and those beneath. */
    String of(String packageName) {
        return table(known.all().stream()
                        .filter(setting ->
                                setting.source() != null && (setting.source() + ".").startsWith(packageName + "."))
                        .toList())
                .or("None.");
    }

    /** The longest described prefix. */
    private String group(Setting setting) {
        return known.groups().keySet().stream()
                .filter(group -> setting.name().startsWith(group + "."))
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElseGet(() -> setting.name().substring(0, setting.name().lastIndexOf('.')));
    }

    private MarkdownTable table(Collection<Setting> settings) {
        var table = new MarkdownTable("setting", "type", "default", "what it is", "environment variable");
        for (var setting : settings) {
            table.row(
                    code(chosen(setting.name())),
                    type(setting.type()),
                    code(value(setting)),
                    SourceTree.markdown(setting.description()),
                    code(chosen(setting.variable())));
        }
        return table;
    }

    private String value(Setting setting) {
        var value = ownFile.getOrDefault(setting.name(), setting.value() == null ? "" : setting.value());
        return constants(setting.type()).isEmpty() ? value : value.toLowerCase(Locale.ROOT);
    }

    private static String chosen(String name) {
        return name.replace("_*", "_<NAME>").replace("*", "<name>");
    }

    private static String type(String javaType) {
        return switch (javaType) {
            case "java.lang.String" -> "text";
            case "int", "long", "java.lang.Integer", "java.lang.Long" -> "number";
            case "boolean", "java.lang.Boolean" -> "true or false";
            case "java.time.Duration" -> "duration";
            case "java.util.List" -> "list of text";
            default -> {
                var constants = constants(javaType);
                if (constants.isEmpty()) {
                    throw new IllegalStateException("say here how " + javaType + " is written");
                }
                yield constants.stream().map(MarkdownTable::code).collect(Collectors.joining(", "));
            }
        };
    }

    private static List<String> constants(String javaType) {
        try {
            var constants = javaType.startsWith("com.necpgame.")
                    ? Class.forName(javaType, false, SettingsReference.class.getClassLoader())
                            .getEnumConstants()
                    : null;
            return constants == null
                    ? List.of()
                    : Arrays.stream(constants)
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .toList();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
