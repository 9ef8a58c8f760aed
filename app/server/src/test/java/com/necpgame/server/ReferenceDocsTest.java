package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.embedded.TemporaryDynamo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The pages of {@code docs/} that tell what the code tells are what the code tells. {@code make docs}, which sets {@code
 * docs.write}, writes them anew.
 */
class ReferenceDocsTest {
    private static final Path DOCS = SourceTree.ROOT.resolve("docs");
    private static final String MARK =
            "<!-- Written by `make docs` from the code, and checked by ReferenceDocsTest. Change the code, not this. -->\n";
    private static final Map<String, String> PAGES = new TreeMap<>();

    @BeforeAll
    static void generate() throws IOException {
        try (var store = TemporaryDynamo.open();
                var server = GameServer.over(store.client())) {
            new ModuleReference(server).pages().forEach(ReferenceDocsTest::add);
        }
        add("configuration.md", new SettingsReference().page());
        add("problems.md", new ProblemReference(new SystemClasses()).page());
        if (Boolean.getBoolean("docs.write")) {
            write();
        }
    }

    private static void add(String name, String text) {
        PAGES.put(name, MARK + "\n" + text);
    }

    private static void write() throws IOException {
        for (var page : PAGES.entrySet()) {
            var file = DOCS.resolve(page.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, page.getValue());
        }
    }

    @Test
    void pagesAreCurrent() {
        PAGES.forEach((name, text) -> assertThat(DOCS.resolve(name))
                .as("docs/" + name + ", see `make docs`")
                .hasContent(text));
    }

    @Test
    void pagesOfModulesThatAreGoneAreGone() throws IOException {
        try (var files = Files.list(DOCS.resolve("modules"))) {
            assertThat(files.map(file -> "modules/" + file.getFileName())).isSubsetOf(PAGES.keySet());
        }
    }

    @Test
    void everySettingIsDescribed() {
        assertThat(SettingsReference.known().all())
                .isNotEmpty()
                .allSatisfy(setting ->
                        assertThat(setting.description()).as(setting.name()).isNotBlank());
    }

    /** A folder without a mark in its package, or that the server does not depend on, would be missing everywhere. */
    @Test
    void everyFolderOfModulesIsAModuleOfTheServer() throws IOException {
        try (var files = Files.list(SourceTree.ROOT.resolve("modules"))) {
            assertThat(new SystemClasses().modules().keySet())
                    .containsExactlyInAnyOrderElementsOf(files.filter(file -> Files.exists(file.resolve("pom.xml")))
                            .map(file -> file.getFileName().toString())
                            .toList());
        }
    }
}
