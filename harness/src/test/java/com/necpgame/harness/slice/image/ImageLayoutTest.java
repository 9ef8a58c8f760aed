package com.necpgame.harness.slice.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.harness.slice.runtime.FunctionLimits;
import com.necpgame.harness.slice.runtime.FunctionPool;
import com.necpgame.harness.slice.runtime.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real JVM that records, and starts from what it recorded. */
class ImageLayoutTest {
    private static final String LIBRARY = "lib/com.example.words-1.0.jar";

    @TempDir
    Path folder;

    private ImageLayout layout;

    @BeforeEach
    void layOut() throws IOException {
        var zip = folder.resolve("slice.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            // Older than the client's own.
            add(out, "lib/com.amazonaws.aws-lambda-java-core-1.3.0.jar", jar("META-INF/old", "old"));
            add(out, LIBRARY, jar(WordFunction.RESOURCE, "first"));
            add(out, "lib/com.example.slice-1.0.jar", jar(classFile(), classBytes()));
        }
        layout = new ImageLayout(folder.resolve("image"));
        layout.make(zip);
    }

    @Test
    void theClassPathIsTheJarsInTheOrderOfTheirNames() throws IOException {
        var jars = List.of(
                Files.readString(layout.folder().resolve("classpath")).strip().split(":", -1));
        assertThat(jars).isSorted().contains(LIBRARY).hasSize(6);
        assertThat(jars)
                .allSatisfy(jar -> assertThat(layout.folder().resolve(jar)).exists());
        assertThat(jars).noneMatch(jar -> jar.contains("core-1.3.0"));
    }

    @Test
    void itRunsWithoutARecordingAndFromOne() throws IOException {
        assertThat(layout.isRecorded()).isFalse();
        assertThat(word()).isEqualTo("first");
        assertThat(log()).isEmpty();

        record();

        assertThat(layout.isRecorded()).isTrue();
        assertThat(word()).isEqualTo("first");
        assertThat(log()).isEmpty();
    }

    @Test
    void aRecordingOfOtherJarsIsNotUsed() throws IOException {
        record();
        Files.write(layout.folder().resolve(LIBRARY), jar(WordFunction.RESOURCE, "other"));
        assertThat(layout.isRecorded()).isFalse();
        assertThat(word()).isEqualTo("other");
        assertThat(log()).contains("slice.aot was recorded with other jars or another JVM");
    }

    @Test
    void aRecordingThatWasOnlyMovedIsUsed() throws IOException {
        record();
        for (var name : List.of(LIBRARY, ImageLayout.RECORDING)) {
            Files.setLastModifiedTime(layout.folder().resolve(name), FileTime.from(Instant.EPOCH));
        }
        assertThat(layout.isRecorded()).isTrue();
        assertThat(word()).isEqualTo("first");
        assertThat(log()).isEmpty();
    }

    private void record() throws IOException {
        new Recording(layout, WordFunction.class.getName()).make(List.of(event()), Map.of(), folder.resolve("train"));
    }

    private String word() throws IOException {
        var image = Shape.IMAGE.of(
                "words", layout.folder(), WordFunction.class.getName(), Map.of(), FunctionLimits.DEFAULT);
        try (var function = FunctionPool.open(image, folder.resolve("logs"))) {
            Files.deleteIfExists(folder.resolve("logs/words-1.log"));
            var invoked = function.invoke(event());
            var answer = new String(invoked.answer(), StandardCharsets.UTF_8);
            assertThat(invoked.error()).as(answer).isNull();
            return answer.replace("\"", "");
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("logs/words-1.log"));
    }

    private static byte[] event() {
        return "{}".getBytes(StandardCharsets.UTF_8);
    }

    private static String classFile() {
        return WordFunction.class.getName().replace('.', '/') + ".class";
    }

    private static byte[] classBytes() throws IOException {
        try (var in = WordFunction.class.getClassLoader().getResourceAsStream(classFile())) {
            return in.readAllBytes();
        }
    }

    private static byte[] jar(String name, String text) throws IOException {
        return jar(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] jar(String name, byte[] content) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            add(out, name, content);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
