package com.necpgame.platform.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.testkit.MutableClock;
import com.necpgame.platform.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderObjectsTest extends ObjectsContract {
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-11-20T10:00:00Z"));

    @TempDir
    private Path folder;

    private Path root;
    private Objects objects;

    @BeforeEach
    void open() {
        root = folder.resolve("objects");
        objects = FolderObjects.at(root, clock);
    }

    @Override
    Objects objects() {
        return objects;
    }

    @Test
    void theFolderIsMadeWithTheFirstObject() {
        assertThat(objects.get(key("a/b"))).isNull();
        assertThat(keys("")).isEmpty();
        assertThat(root).doesNotExist();
    }

    @Test
    void anObjectOutlivesTheProcess() {
        objects.put(key("a/b"), bytes(9), PCM);

        objects = FolderObjects.at(root, clock);
        assertThat(stored("a/b").bytes()).isEqualTo(bytes(9));
    }

    @Test
    void theSameAgainChangesNothing() {
        objects.put(key("a/b"), bytes(9), PCM);
        clock.advance(Duration.ofHours(1));

        objects.put(key("a/b"), bytes(9), PCM);
        assertThat(objects.list("", null, 1).getFirst().putAt()).isEqualTo(Instant.parse("2026-11-20T10:00:00Z"));
        objects.put(key("a/b"), bytes(8), PCM);
        assertThat(objects.list("", null, 1).getFirst().putAt()).isEqualTo(Instant.parse("2026-11-20T11:00:00Z"));
    }

    @Test
    void whatAProcessLeftThatDiedWhileItWroteIsSweptOut() throws IOException {
        objects.put(key("a/b"), bytes(9), PCM);
        Files.write(root.resolve(FolderObjects.WRITING).resolve("17"), bytes(4));

        assertThat(keys("")).containsExactly("a/b");
        objects = FolderObjects.at(root, clock);
        assertThat(root.resolve(FolderObjects.WRITING)).isEmptyDirectory();
        objects.put(key("a/c"), bytes(1), PCM);
        assertThat(keys("")).containsExactly("a/b", "a/c");
    }

    @Test
    void nothingIsLeftOfAPrefixWhoseObjectsAreGone() {
        objects.put(key("audio/plr_a/x"), bytes(9), PCM);
        objects.put(key("audio/plr_b"), bytes(9), PCM);

        objects.delete(key("audio/plr_a/x"));
        assertThat(root.resolve("audio@/plr_a@")).doesNotExist();
        objects.delete(key("audio/plr_b"));
        assertThat(root.resolve("audio@")).doesNotExist();
    }

    /** A file stands where the folder of unfinished files should be, so that no write can begin. */
    @Test
    void aStoreThatCannotBeWrittenSaysSoAndChangesNothing() throws IOException {
        objects.put(key("a/b"), bytes(9), PCM);
        var writing = root.resolve(FolderObjects.WRITING);
        Files.delete(writing);
        Files.createFile(writing);

        assertThatThrownBy(() -> objects.put(key("a/b"), bytes(8), PCM)).isInstanceOf(ObjectsUnavailable.class);
        assertThatThrownBy(() -> objects.put(key("a/c"), bytes(8), PCM)).isInstanceOf(ObjectsUnavailable.class);
        assertThat(keys("")).containsExactly("a/b");
        assertThat(stored("a/b").bytes()).isEqualTo(bytes(9));

        Files.delete(writing);
        objects.put(key("a/c"), bytes(8), PCM);
        assertThat(keys("")).containsExactly("a/b", "a/c");
    }

    /** A folder stands where the object should be: the rename fails, and what was written is taken away. */
    @Test
    void anObjectThatCannotBeRenamedToItsPlaceLeavesNothing() throws IOException {
        Files.createDirectories(root.resolve("a@").resolve("b").resolve("in-the-way"));

        assertThatThrownBy(() -> objects.put(key("a/b"), bytes(8), PCM)).isInstanceOf(ObjectsUnavailable.class);
        assertThat(root.resolve(FolderObjects.WRITING)).isEmptyDirectory();
    }

    /** One bit anywhere in the file, or its end cut off. */
    @Test
    void aDamagedObjectIsNotGivenOutAndCanBeDeleted() throws IOException {
        var random = Seed.ofRun().random("damage");
        objects.put(key("a/b"), bytes(90), PCM);
        var file = root.resolve("a@").resolve("b");
        var whole = Files.readAllBytes(file);
        for (int i = 0; i < 200; i++) {
            var broken = i < 20 ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (i >= 20) {
                var at = random.nextInt(whole.length);
                if (at >= 8 && at < 16) {
                    continue; // the time of the put is not covered: it harms nobody
                }
                broken[at] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, broken);
            assertThatThrownBy(() -> objects.get(key("a/b")))
                    .as("%s, round %s", Seed.ofRun(), i)
                    .isInstanceOf(ObjectsUnavailable.class);
            assertThat(keys("")).containsExactly("a/b");
        }

        Files.write(file, whole);
        assertThat(stored("a/b").bytes()).isEqualTo(bytes(90));
        Files.write(file, bytes(3));
        assertThat(objects.deleteAll("a/")).isEqualTo(1);
    }

    @Test
    void aFileThatSomebodyPutThereIsNoObject() throws IOException {
        objects.put(key("a/b"), bytes(9), PCM);
        Files.copy(root.resolve("a@/b"), root.resolve("a@/not a key"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(keys("")).containsExactly("a/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a/",
                "/a",
                "a//b",
                ".",
                "..",
                "../a",
                "a/../b",
                "a/..",
                "a@/b",
                "@writing/1",
                "a\\b",
                "a b",
                "a\u0000",
                "\u00e9"
            })
    void aKeyCannotLeaveTheFolder(String value) {
        assertThatThrownBy(() -> key(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyIsNoLongerThanAFileSystemTakes() {
        key("a".repeat(200) + "/" + "b".repeat(200));
        assertThatThrownBy(() -> key("a".repeat(201))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> key("a/".repeat(256) + "b")).isInstanceOf(IllegalArgumentException.class);
        objects.put(key("a".repeat(200) + "/" + "b".repeat(200)), bytes(1), PCM);
        assertThat(keys("")).hasSize(1);
    }
}
