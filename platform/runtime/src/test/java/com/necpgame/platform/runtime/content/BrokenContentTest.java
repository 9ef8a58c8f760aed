package com.necpgame.platform.runtime.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Plays the cases of {@code broken.txt}: what a designer may get wrong, and word by word what the lint says to it. */
class BrokenContentTest {
    private static final Pattern CASE = Pattern.compile("(?m)^=== ");
    private static final Pattern FILE = Pattern.compile("(?m)^--- ");

    record Case(String title, Map<String, String> files, List<String> says) {
        static Case of(String text) {
            var parts = FILE.split(text);
            var files = new HashMap<String, String>();
            Stream.of(parts).skip(1).forEach(part -> files.put(firstLine(part), afterFirstLine(part)));
            var says = Objects.requireNonNull(files.remove("says")).strip();
            return new Case(parts[0].strip(), files, says.lines().toList());
        }

        private static String firstLine(String part) {
            return part.substring(0, part.indexOf('\n'));
        }

        private static String afterFirstLine(String part) {
            return part.substring(part.indexOf('\n') + 1);
        }
    }

    @TestFactory
    Stream<DynamicTest> saysExactlyWhatIsWrong(@TempDir Path folders) throws IOException {
        return cases().map(each -> DynamicTest.dynamicTest(each.title(), () -> {
            var folder = Files.createDirectories(folders.resolve(each.title().replaceAll("\\W", "-")));
            var files = new HashMap<>(TestKinds.SOUND);
            files.putAll(each.files());

            var report = TestKinds.lint(TestKinds.write(folder, files));

            assertThat(TestKinds.says(folder, report)).containsExactlyElementsOf(each.says());
            assertThat(report.kinds()).isEmpty();
        }));
    }

    private static Stream<Case> cases() throws IOException {
        try (var in = Objects.requireNonNull(BrokenContentTest.class.getResourceAsStream("broken.txt"))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(CASE.split(text)).skip(1).map(Case::of);
        }
    }
}
