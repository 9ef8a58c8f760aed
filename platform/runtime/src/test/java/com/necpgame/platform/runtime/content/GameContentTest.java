package com.necpgame.platform.runtime.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The content of this repository is sound, and editors find the schema of each file. */
class GameContentTest {
    @Test
    void isClean() {
        var kinds = GameContent.kinds();

        assertThat(kinds.undeclaredReferences()).isEmpty();
        assertThat(new ContentLint(kinds, ContentLimits.STANDARD)
                        .lint(GameContent.FOLDER.toString(), module -> true)
                        .errors())
                .isEmpty();
    }

    static List<Path> schemas() {
        return GameContent.schemas();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyFileNamesItsSchemaToEditors(Path schema) {
        var file = GameContent.FOLDER.resolve(GameContent.name(schema) + ".yaml");
        var line = GameContent.read(file).lines().findFirst().orElseThrow();

        assertThat(line).startsWith("# yaml-language-server: $schema=");
        var named = GameContent.FOLDER.resolve(line.substring(line.indexOf('=') + 1));
        assertThat(named.normalize()).isEqualTo(schema.normalize()).satisfies(Files::exists);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void theSchemaBelongsToTheModuleWhoseFolderItIsIn(Path schema) {
        var kind = GameContent.kinds().find(GameContent.name(schema)).orElseThrow();

        assertThat(schema).startsWithRaw(Path.of("../../modules").resolve(kind.module()));
    }
}
