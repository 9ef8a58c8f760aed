package com.necpgame.platform.runtime.content;

import static com.necpgame.platform.runtime.content.TestKinds.SOUND;
import static com.necpgame.platform.runtime.content.TestKinds.kinds;
import static com.necpgame.platform.runtime.content.TestKinds.lint;
import static com.necpgame.platform.runtime.content.TestKinds.says;
import static com.necpgame.platform.runtime.content.TestKinds.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@link BrokenContentTest}'s table cannot say: odd bytes, limits, switches, and content that is sound. */
class ContentLintTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeSoundContent() {
        write(folder, SOUND);
    }

    @Test
    void soundContentIsClean() {
        var report = lint(folder);

        assertThat(report.errors()).isEmpty();
        assertThat(report).hasToString("2 coins, 2 wares");
        assertThat(report.kinds().getLast().entries())
                .containsExactly(
                        new KindContent.Entry(
                                "crate",
                                "{\"id\":\"crate\",\"packing\":\"boxed\",\"perBox\":12,"
                                        + "\"price\":{\"amount\":2,\"coin\":\"dime\"}}"),
                        new KindContent.Entry(
                                "lamp",
                                "{\"id\":\"lamp\",\"name\":\"Lamp\",\"price\":{\"amount\":5,\"coin\":\"penny\"}}"));
    }

    @Test
    void whatIsReferredToComesFirst() {
        assertThat(lint(folder).kinds()).extracting(KindContent::name).containsExactly("coins", "wares");
    }

    @Test
    void refusesTabsByLine() throws IOException {
        Files.writeString(folder.resolve("wares.yaml"), "wares:\n\t- id: lamp\n  - id:\tcrate\n  \t# note\n");

        assertThat(says(folder, lint(folder)))
                .containsExactly(
                        "content/wares.yaml:2:1: a tab in the indentation; use spaces",
                        "content/wares.yaml:4:3: a tab in the indentation; use spaces");
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        Files.write(folder.resolve("wares.yaml"), "wares: []\n# caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("coins.yaml"), "coins:\r\n- id: \0\r- id: \u0007".getBytes(StandardCharsets.UTF_8));

        assertThat(says(folder, lint(folder)))
                .containsExactly(
                        "content/coins.yaml:2:7: the character U+0000 is not allowed",
                        "content/coins.yaml:3:7: the character U+0007 is not allowed",
                        "content/wares.yaml:2:6: a byte that is not UTF-8");
    }

    @Test
    void readsAByteOrderMarkAndWindowsLineEnds() throws IOException {
        Files.writeString(folder.resolve("wares.yaml"), "\uFEFFwares:\r\n  - id: lamp\r\n    price: 5\r\n");

        assertThat(says(folder, lint(folder)))
                .containsExactly("content/wares.yaml:3:12: /wares/0/price: must be a mapping, is the number 5");
    }

    @Test
    void survivesTenThousandLevels() throws IOException {
        Files.writeString(folder.resolve("wares.yaml"), "wares: " + "[".repeat(10_000));
        Files.writeString(folder.resolve("coins.yaml"), "{? ".repeat(10_000));

        assertThat(says(folder, lint(folder)))
                .containsExactly(
                        "content/coins.yaml:1:97: nested deeper than 32 levels",
                        "content/wares.yaml:1:39: nested deeper than 32 levels");
    }

    @Test
    void survivesABombOfAliases() throws IOException {
        var bomb = new StringBuilder("wares:\n  - &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("  - &a%d [%s]\n".formatted(i, ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1)));
        }
        Files.writeString(folder.resolve("wares.yaml"), bomb);

        var says = says(folder, lint(folder));

        assertThat(says)
                .contains("content/wares.yaml:3:10: /wares/1/0: the alias *a0; content repeats what it needs")
                .hasSize(30 + 290 + 30);
    }

    @Test
    void refusesMoreThanTheLimits() {
        write(folder, Map.of("coins.more.yaml", "coins:\n  - id: nickel\n  - {id: cent, balanceMax: 100}\n"));

        var small = new ContentLint(kinds(), new ContentLimits(3, 90, 3, 20)).lint(folder.toString(), on -> true);

        assertThat(says(folder, small))
                .containsExactly(
                        "content/coins.more.yaml:3:5: /coins/1: an entry has at most 20 bytes as JSON, this has 30",
                        "content/coins.yaml:3:5: /coins/1: an entry has at most 20 bytes as JSON, this has 31",
                        "content/coins.yaml:3:5: /coins/1: more than 3 entries of coins",
                        "content/wares.yaml: larger than 90 bytes; split it into wares.<part>.yaml files");
    }

    @Test
    void refusesTooManyFilesUnread() throws IOException {
        Files.writeString(folder.resolve("coins.yaml"), "[");

        var small = new ContentLint(kinds(), new ContentLimits(1, 90, 9, 90)).lint(folder.toString(), on -> true);

        assertThat(says(folder, small)).containsExactly("content: 2 files; at most 1");
    }

    @Test
    void aKindMayBeMissingOnlyIfItsModuleIsOff() throws IOException {
        Files.delete(folder.resolve("coins.yaml"));

        assertThat(says(folder, lint(folder))).containsExactly("content/coins.yaml: missing; the module mint reads it");
        var withoutMint = new ContentLint(kinds(), ContentLimits.STANDARD)
                .lint(folder.toString(), module -> !module.equals("mint"));
        assertThat(withoutMint.errors()).isEmpty();
    }

    @Test
    void aFolderThatIsMissingIsOneErrorAndAFolderInsideAnother() throws IOException {
        Files.createDirectory(folder.resolve("winter"));
        Files.createDirectory(folder.resolve(".git"));

        assertThat(says(folder, lint(folder)))
                .containsExactly("content/winter: a folder; content files stand side by side, as <kind>.<part>.yaml");
        assertThat(says(folder, lint(folder.resolve("nowhere")))).containsExactly("content/nowhere: no such folder");
    }

    @Test
    void theVersionIsOfTheContentNotOfItsForm() {
        var before = versions();
        write(
                folder,
                Map.of(
                        "coins.yaml",
                        "# Money.\r\ncoins: [{balanceMax: 1_0e2, id: \"dime\"}, {id: penny}]".replace("_", "")));
        assertThat(versions()).isEqualTo(before);

        write(folder, Map.of("coins.yaml", "coins: [{id: dime, balanceMax: 1001}, {id: penny}]"));
        assertThat(versions().get(0)).isNotEqualTo(before.get(0));
        assertThat(versions().get(1)).isEqualTo(before.get(1));
    }

    private List<String> versions() {
        return lint(folder).kinds().stream().map(KindContent::version).toList();
    }

    @Test
    void theCommandPrintsErrorsAndTellsByItsEnd() {
        assertThat(run()).isEqualTo("0 " + folder + ": 2 coins, 2 wares\n");

        write(folder, Map.of("coins.yaml", "coins: 5"));
        assertThat(run())
                .isEqualTo("1 " + folder + "/coins.yaml:1:8: /coins: must be a list, is the number 5\n"
                        + folder + "/wares.yaml:4:19: /wares/0/price/coin: no coin 'penny'\n"
                        + folder + "/wares.yaml:6:19: /wares/1/price/coin: no coin 'dime'\n"
                        + "3 errors\n");
    }

    private String run() {
        var printed = new ByteArrayOutputStream();
        var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        var end = ContentLintMain.run(new String[] {folder.toString()}, stream, stream);
        return end + " " + printed.toString(StandardCharsets.UTF_8);
    }
}
