package com.necpgame.harness.slice.artefact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What belongs into the zip file of a slice, and what does not. */
class SliceContentsTest {
    private static final List<String> RIGHT = List.of(
            "lib/com.necpgame.gamesim-registry-0.1.0-SNAPSHOT.jar",
            "lib/com.necpgame.lambda-0.1.0-SNAPSHOT.jar",
            "lib/com.necpgame.platform-contracts-0.1.0-SNAPSHOT.jar",
            "lib/com.necpgame.platform-data-0.1.0-SNAPSHOT.jar",
            "lib/com.necpgame.platform-runtime-0.1.0-SNAPSHOT.jar",
            "lib/software.amazon.awssdk.s3-2.31.66.jar",
            "lib/software.amazon.awssdk.http-client-spi-2.31.66.jar",
            "lib/jakarta.inject.jakarta.inject-api-2.0.1.jar");

    @TempDir
    Path folder;

    private SliceContents contents(List<String> entries) throws IOException {
        var zip = folder.resolve("gamesim-registry-0.1.0-SNAPSHOT-lambda.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("lib/"));
            for (var entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
        return SliceContents.of(zip);
    }

    private SliceContents with(String entry) throws IOException {
        var entries = new ArrayList<>(RIGHT);
        entries.add(entry);
        return contents(entries);
    }

    @Test
    void takesAModuleAndWhatItNeeds() throws IOException {
        var slice = contents(RIGHT);
        assertThat(slice.objections()).isEmpty();
        assertThat(slice.passed()).isTrue();
        assertThat(slice.module()).isEqualTo("gamesim-registry");
        assertThat(slice.jars()).isEqualTo(RIGHT.size());
        assertThat(slice.unpackedBytes())
                .isEqualTo(RIGHT.stream().mapToInt(String::length).sum());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lib/com.necpgame.economy-0.1.0-SNAPSHOT.jar           | com.necpgame.economy is no part of gamesim-registry
            lib/com.necpgame.platform-embedded-0.1.0-SNAPSHOT.jar | com.necpgame.platform-embedded is no part of gamesim-registry
            lib/com.necpgame.platform-identity-0.1.0-SNAPSHOT.jar | com.necpgame.platform-identity is no part of gamesim-registry
            lib/com.necpgame.platform-testkit-0.1.0-SNAPSHOT.jar  | com.necpgame.platform-testkit is no part of gamesim-registry
            lib/org.junit.jupiter.junit-jupiter-api-5.14.0.jar    | org.junit.jupiter.junit-jupiter-api is for tests or for the one JVM
            lib/com.amazonaws.DynamoDBLocal-2.6.1.jar             | com.amazonaws.DynamoDBLocal is for tests or for the one JVM
            lib/io.netty.netty-common-4.2.12.Final.jar            | io.netty.netty-common is for tests or for the one JVM
            lib/software.amazon.awssdk.s3-2.30.1.jar              | software.amazon.awssdk.s3 is here in several versions: 2.30.1, 2.31.66
            application.yml                                       | application.yml is no library in lib/
            """)
    void refuses(String entry, String objection) throws IOException {
        var slice = with(entry);
        assertThat(slice.objections()).containsExactly(objection);
        assertThat(slice.passed()).isFalse();
    }

    @Test
    void missesTheModuleItself() throws IOException {
        assertThat(contents(RIGHT.subList(1, RIGHT.size())).objections())
                .containsExactly("com.necpgame.gamesim-registry is missing");
    }

    @Test
    void wantsTheNameOfASlice() {
        assertThatThrownBy(() -> SliceContents.of(folder.resolve("economy.zip")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("<module>-<version>-lambda.zip");
    }
}
