package com.necpgame.harness.slice.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.harness.slice.runtime.FunctionLimits;
import com.necpgame.harness.slice.runtime.FunctionPool;
import com.necpgame.harness.slice.runtime.RuntimeClient;
import com.necpgame.harness.slice.runtime.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real JVM that records, and starts from what it recorded. */
class ImageLayoutTest {
    @TempDir
    Path folder;

    private ImageLayout layout;

    @BeforeEach
    void layOut() throws IOException {
        layout = laidOut("image", WordFunction.RESOURCE, "first");
    }

    private ImageLayout laidOut(String name, String resource, String text) throws IOException {
        var zip = folder.resolve(name + ".zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
            // Older than the client's own.
            add(out, "lib/com.amazonaws.aws-lambda-java-core-1.3.0.jar", jar("META-INF/old", "old"));
            add(out, "lib/com.example.words-1.0.jar", jar(resource, text));
            add(out, "lib/com.example.slice-1.0.jar", jar(classFile(), classBytes()));
        }
        var made = new ImageLayout(folder.resolve(name));
        made.make(zip);
        return made;
    }

    @Test
    void oneJarIsTheFunctionAndTheClient() throws IOException {
        try (var files = Files.list(layout.lib())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("slice.jar", RuntimeClient.NATIVE);
        }
        try (var jar = new ZipFile(jar().toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains(
                            classFile(),
                            WordFunction.RESOURCE,
                            "com/amazonaws/services/lambda/runtime/api/client/AWSLambda.class")
                    .doesNotContain("META-INF/old");
        }
    }

    private Path jar() {
        return layout.lib().resolve(ImageLayout.JAR);
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
        var other = laidOut("other", WordFunction.RESOURCE, "other");
        Files.copy(other.lib().resolve(ImageLayout.JAR), jar(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(layout.isRecorded()).isFalse();
        assertThat(word()).isEqualTo("other");
        assertThat(log()).contains("slice.aot was recorded with another jar or another JVM");
    }

    @Test
    void aRecordingThatWasOnlyMovedIsUsed() throws IOException {
        record();
        for (var file : List.of(jar(), layout.recording())) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }
        assertThat(layout.isRecorded()).isTrue();
        assertThat(word()).isEqualTo("first");
        assertThat(log()).isEmpty();
    }

    @Test
    void aFunctionThatFailsIsNotRecorded() throws IOException {
        layout = laidOut("wordless", "no-word.txt", "first");
        assertThatThrownBy(this::record)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("failed while its start was recorded")
                .hasMessageContaining("NullPointerException");
        assertThat(layout.isRecorded()).isFalse();
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
