package com.necpgame.platform.runtime.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds are found where modules put them, and a schema that the lint would not fully obey is refused. */
class ContentKindsTest {
    private static final String SCHEMA = """
            {
              "x-necpgame-module": "zoo",
              "properties": {"beasts": {"type": "array", "items": {
                "properties": {"id": {"type": "string", "x-necpgame-id": "beasts"}, "eats": {"x-necpgame-ref": "plants"}}
              }}}
            }
            """;

    @Test
    void findsTheSchemasOfTheClassPath() {
        assertThat(TestKinds.kinds().names()).containsExactly("coins", "wares");
        assertThat(TestKinds.kinds().undeclaredReferences()).isEmpty();
    }

    @Test
    void findsTheSchemasOfAJarThatIsDroppedIn(@TempDir Path folder) throws IOException {
        try (var loader = loader(jar(folder.resolve("zoo one.jar"), Map.of("beasts.schema.json", SCHEMA)))) {
            var kinds = ContentKinds.onClassPath(loader);

            assertThat(kinds.names()).containsExactly("beasts", "coins", "wares");
            assertThat(kinds.find("beasts").orElseThrow().module()).isEqualTo("zoo");
            assertThat(kinds.undeclaredReferences()).containsExactly("plants");
        }
    }

    @Test
    void readsContentFromAJar(@TempDir Path folder) throws IOException {
        var jar = jar(folder.resolve("game.jar"), Map.of("a 50% sale.yaml", "wares: []", "inner/deep.yaml", "x"));
        try (var loader = loader(jar)) {
            var found = Resources.onClassPath(loader, ContentKinds.FOLDER).stream()
                    .filter(resource -> resource.name().endsWith(".yaml"))
                    .toList();

            assertThat(found).extracting(Resources.Resource::name).containsExactly("a 50% sale.yaml");
            try (var in = found.getFirst().open()) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("wares: []");
            }
        }
    }

    @Test
    void readsContentFromTheClassPath() {
        var lint = new ContentLint(TestKinds.kinds(), ContentLimits.STANDARD);

        assertThat(lint.lint("classpath:sound-content", module -> true)).hasToString("1 coins, 0 wares");
        assertThat(lint.lint("classpath:nowhere", module -> false)).hasToString("classpath:nowhere: no such folder");
    }

    @Test
    void refusesOneKindOfTwoModules(@TempDir Path folder) throws IOException {
        var schema = SCHEMA.replace("beasts", "coins");
        try (var loader = loader(jar(folder.resolve("zoo.jar"), Map.of("coins.schema.json", schema)))) {
            assertThatThrownBy(() -> ContentKinds.onClassPath(loader))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageMatching(
                            "content 'coins' is declared twice, by the modules (mint and zoo|zoo and mint)");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "type": "array"       | "type": "list"                    | 3:37: no type 'list'
                    "type": "array"       | "minItems": -1.5                  | 3:41: must be a count, is the number -1.5
                    "type": "array"       | "contains": {}                    | 3:41: the keyword 'contains' is not one that the content lint knows
                    "type": "array"       | "$ref": "#/$defs/no"              | 3:37: no #/$defs/no; a $ref is #/$defs/<name>
                    "type": "array"       | "pattern": "("                    | 3:40: no regular expression: Unclosed group
                    "type": "array"       | "format": "email"                 | 3:39: the only known format is date-time
                    "type": "array"       | "required": "id"                  | 3:41: must be a list, is the text 'id'
                    "type": "array"       | "not": {}, "not": {}              | 3:40: /properties/beasts/not: field 'not' twice; first at line 3
                    "x-necpgame-module"   | "x-necpgame-modul"                | 2:23: the keyword 'x-necpgame-modul' is not one that the content lint knows
                    "x-necpgame-id"       | "x-necpgame-ref"                  | 1:1: no x-necpgame-id 'beasts'; entries need an id in the set of their kind
                    {"beasts":            | {"animals":                       | 1:1: a file is a mapping of 'beasts' to a list of entries
                    "x-necpgame-module":  | "title":                          | 1:1: x-necpgame-module must name the owning module
                    """)
    void refusesASchemaThatItWouldNotFullyObey(String from, String to, String says) {
        assertThatIllegalStateException()
                .isThrownBy(() -> ContentKind.read("beasts", "beasts.schema.json", SCHEMA.replace(from, to)))
                .withMessage("beasts.schema.json:" + says);
    }

    /** The page for designers shows a schema; it is one. */
    @Test
    void theSchemaOfThePageIsAKind() throws IOException {
        var page = Files.readString(Path.of("../../docs/content.md"));
        var begin = page.indexOf("```json") + "```json".length();

        var kind = ContentKind.read("quests", "content.md", page.substring(begin, page.indexOf("```", begin)));

        assertThat(kind.noun()).isEqualTo("quest");
        assertThat(kind.refersToIds()).containsExactly("items");
    }

    private static URLClassLoader loader(Path jar) throws IOException {
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, ContentKindsTest.class.getClassLoader());
    }

    /** With entries for its folders, as Maven makes them. */
    private static Path jar(Path file, Map<String, String> files) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                var jar = new JarOutputStream(out)) {
            for (var parent : new String[] {"META-INF/", "META-INF/necpgame/", "META-INF/necpgame/content/"}) {
                jar.putNextEntry(new JarEntry(parent));
            }
            for (var each : files.entrySet()) {
                jar.putNextEntry(new JarEntry(ContentKinds.FOLDER + "/" + each.getKey()));
                jar.write(each.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
