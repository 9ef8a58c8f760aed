package com.necpgame.harness.slice.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedJarTest {
    private static final String RELEASES = "Manifest-Version: 1.0\nMulti-Release: true\n\n";

    @TempDir
    Path folder;

    private Path jar(String name, String... namesAndTexts) throws IOException {
        var jar = folder.resolve(name);
        try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (var i = 0; i < namesAndTexts.length; i += 2) {
                out.putNextEntry(new ZipEntry(namesAndTexts[i]));
                out.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return jar;
    }

    private Map<String, String> merged(Path... jars) throws IOException {
        var target = folder.resolve("merged.jar");
        MergedJar.write(List.of(jars), target);
        var texts = new LinkedHashMap<String, String>();
        try (var zip = new ZipFile(target.toFile())) {
            for (var entry : zip.stream().toList()) {
                texts.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    @Test
    void hasWhatEachHasAndItsFolders() throws IOException {
        assertThat(merged(jar("a.jar", "a/", "", "a/A.class", "A"), jar("b.jar", "b/B.class", "B")))
                .containsExactly(Map.entry("a/", ""), Map.entry("a/A.class", "A"), Map.entry("b/B.class", "B"));
    }

    @Test
    void joinsTheServices() throws IOException {
        var service = "META-INF/services/some.Service";
        assertThat(merged(jar("a.jar", service, "a.A"), jar("b.jar", service, "b.B # better\n")))
                .containsExactly(Map.entry(service, "a.A\nb.B # better\n"));
    }

    @Test
    void takesTheClassesOfTheReleaseThatRuns() throws IOException {
        var jar = jar(
                "a.jar",
                "META-INF/MANIFEST.MF",
                RELEASES,
                "a/A.class",
                "for all",
                "META-INF/versions/9/module-info.class",
                "module",
                "META-INF/versions/9/a/A.class",
                "for 9",
                "META-INF/versions/21/a/A.class",
                "for 21",
                "META-INF/versions/99/a/A.class",
                "for 99");
        assertThat(merged(jar)).containsExactly(Map.entry("a/A.class", "for 21"));
    }

    /** As a JVM does, which a jar must tell that it has them. */
    @Test
    void looksForNoReleasesWhereTheManifestSaysNothing() throws IOException {
        assertThat(merged(jar("a.jar", "a/A.class", "for all", "META-INF/versions/9/a/A.class", "for 9")))
                .containsExactly(Map.entry("a/A.class", "for all"));
    }

    @Test
    void keepsEveryLicence() throws IOException {
        assertThat(merged(
                        jar("a.jar", "META-INF/LICENSE", "free", "NOTICE.txt", "by A"),
                        jar("b.jar", "META-INF/LICENSE", "freer")))
                .containsExactly(
                        Map.entry("META-INF/legal/a.jar/LICENSE", "free"),
                        Map.entry("META-INF/legal/a.jar/NOTICE.txt", "by A"),
                        Map.entry("META-INF/legal/b.jar/LICENSE", "freer"));
    }

    @Test
    void leavesOutWhatHoldsForOneJar() throws IOException {
        assertThat(merged(jar(
                        "a.jar",
                        "META-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\n\n",
                        "META-INF/A.SF",
                        "signed",
                        "META-INF/A.RSA",
                        "signature",
                        "META-INF/INDEX.LIST",
                        "a",
                        "module-info.class",
                        "module")))
                .isEmpty();
    }

    @Test
    void refusesJarsThatDiffer() throws IOException {
        var one = jar("a.jar", "a/A.class", "A", "META-INF/hints.json", "1");
        assertThat(merged(one, jar("same.jar", "a/A.class", "A", "META-INF/hints.json", "2")))
                .containsExactly(Map.entry("a/A.class", "A"), Map.entry("META-INF/hints.json", "1"));

        var other = jar("other.jar", "a/A.class", "another");
        assertThatThrownBy(() -> merged(one, other))
                .isInstanceOf(IOException.class)
                .hasMessage("other.jar and a jar before it differ in a/A.class");
    }

    @Test
    void isTheSameForTheSameJars() throws IOException {
        var jars = List.of(jar("a.jar", "a/A.class", "A"), jar("b.jar", "b/B.class", "B"));
        MergedJar.write(jars, folder.resolve("first.jar"));
        MergedJar.write(jars, folder.resolve("second.jar"));
        assertThat(folder.resolve("first.jar")).hasSameBinaryContentAs(folder.resolve("second.jar"));
    }
}
