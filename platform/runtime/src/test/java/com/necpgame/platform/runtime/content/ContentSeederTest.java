package com.necpgame.platform.runtime.content;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.necpgame.platform.data.Write;
import com.necpgame.platform.testkit.Concurrently;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentSeederTest {
    @TempDir
    Path folder;

    private final ContentStore store = new ContentStore();

    @BeforeEach
    void writeSoundContent() {
        TestKinds.write(folder, TestKinds.SOUND);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void seedsWhatTheFolderSays() {
        var seeded = seed();

        assertThat(seeded).extracting(SeededKind::kind).containsExactly("coins", "wares");
        assertThat(seeded).extracting(SeededKind::module).containsExactly("mint", "shop");
        assertThat(seeded).allMatch(SeededKind::changed).allMatch(kind -> kind.entries() == 2);
        assertThat(store.coins().all())
                .containsExactly(new ContentStore.Coin("dime", 1000L), new ContentStore.Coin("penny", null));
        assertThat(store.wares().find("lamp"))
                .contains(new ContentStore.Ware("lamp", "Lamp", new ContentStore.Price("penny", 5)));
        assertThat(store.wares().version()).isEqualTo(seeded.getLast().version());
    }

    @Test
    void contentThatIsCurrentCostsOneReadPerKind() {
        var first = seed();
        store.calls();

        var second = seed();

        assertThat(store.calls()).containsExactly("mint GetItem", "shop GetItem");
        assertThat(second).noneMatch(SeededKind::changed);
        assertThat(second)
                .extracting(SeededKind::version)
                .isEqualTo(first.stream().map(SeededKind::version).toList());
    }

    @Test
    void aChangeTouchesItsOwnKindOnly() {
        seed();
        writeWares(3, "new");
        store.calls();

        assertThat(seed()).extracting(SeededKind::changed).containsExactly(false, true);
        assertThat(store.calls())
                .containsExactly("mint GetItem", "shop GetItem", "shop TransactWriteItems", "shop TransactWriteItems");
    }

    @Test
    void anErrorAnywhereSeedsNothing() {
        TestKinds.write(folder, Map.of("wares.yaml", "wares: 5"));

        var refused = catchThrowableOfType(ContentRefused.class, this::seed);

        assertThat(refused.errors()).hasSize(1);
        assertThat(refused)
                .hasMessage("the content has errors, nothing was seeded:\n  " + folder
                        + "/wares.yaml:1:8: /wares: must be a list, is the number 5");
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void aModuleThatIsOffGetsNothing() throws IOException {
        var lint = new ContentLint(TestKinds.kinds(), ContentLimits.STANDARD);
        var withoutMint =
                new ContentSeeder(store.dynamo, store::commit, store.clock, lint, module -> !module.equals("mint"));

        assertThat(withoutMint.seed(folder.toString()))
                .extracting(SeededKind::kind)
                .containsExactly("wares");
        Files.delete(folder.resolve("coins.yaml"));
        assertThat(withoutMint.seed(folder.toString()))
                .extracting(SeededKind::changed)
                .containsExactly(false);
    }

    @Test
    void anOldVersionStaysReadable() {
        seed();
        var old = store.wares().version();
        writeWares(1, "new");
        seed();

        var wares = store.wares();
        assertThat(wares.find("lamp")).isEmpty();
        assertThat(wares.find("lamp", old)).isPresent();
        assertThat(wares.find("ware-0", wares.version())).isPresent();
        assertThat(wares.find("ware-0", old)).isEmpty();
        assertThat(wares.find("lamp", "never")).isEmpty();
    }

    @Test
    void goingBackMakesTheOldVersionCurrentAgain() {
        var first = seed().getLast();
        writeWares(1, "new");
        seed();
        TestKinds.write(folder, TestKinds.SOUND);

        assertThat(seed().getLast()).isEqualTo(first);
        assertThat(store.wares().find("lamp")).isPresent();
    }

    /**
     * A version of 250 entries takes four transactions: three of rows, one that makes it current. A seeding dies before
     * and after each. Whoever reads then finds the old version whole or the new version whole, the new one only if the
     * last transaction came through; and the next seeding, which knows nothing of the first, ends with the new one.
     */
    @Test
    void deathAtAnyWriteLeavesOneVersionWhole() {
        for (var lastReplyLost : List.of(false, true)) {
            for (int writesBeforeDeath = 0; writesBeforeDeath < 4; writesBeforeDeath++) {
                var round = writesBeforeDeath + (lastReplyLost ? " and one more" : "");
                writeWares(250, "old " + round);
                seed();
                writeWares(250, "new " + round);
                var dying = store.seeder(dyingAfter(writesBeforeDeath, lastReplyLost));

                assertThatThrownBy(() -> dying.seed(folder.toString())).isInstanceOf(Death.class);

                var expected = lastReplyLost && writesBeforeDeath == 3 ? "new " : "old ";
                assertThat(namesOfWares()).as(round).containsExactly(expected + round);
                assertThat(store.wares().all()).as(round).hasSize(250);
                seed();
                assertThat(namesOfWares()).as(round).containsExactly("new " + round);
                assertThat(store.wares().all()).as(round).hasSize(250);
            }
        }
    }

    private static final class Death extends RuntimeException {}

    private Consumer<List<Write>> dyingAfter(int writes, boolean replyLost) {
        var done = new ArrayList<List<Write>>();
        return transaction -> {
            if (done.size() == writes) {
                if (replyLost) {
                    store.commit(transaction);
                }
                throw new Death();
            }
            store.commit(transaction);
            done.add(transaction);
        };
    }

    /** Four servers start with the same new content at once. Each comes up, and the version is whole. */
    @Test
    void fourSeedersOfOneContentAllSucceed() {
        for (int round = 0; round < 5; round++) {
            writeWares(120, "round " + round);
            var outcomes = Concurrently.on(4, IntStream.range(0, 4).boxed().toList(), seeder -> seed());

            assertThat(new HashSet<>(outcomes.values()))
                    .as("versions in round %d", round)
                    .extracting(seeded -> seeded.getLast().version())
                    .containsOnly(store.wares().version());
            assertThat(namesOfWares()).containsExactly("round " + round);
            assertThat(store.wares().all()).hasSize(120);
        }
    }

    /** Two servers start with different content at once: one of the two versions is current in the end, and whole. */
    @Test
    void ofTwoContentsOneWinsWhole(@TempDir Path other) {
        TestKinds.write(other, TestKinds.SOUND);
        for (int round = 0; round < 5; round++) {
            writeWares(folder, 120, "left " + round);
            writeWares(other, 130, "right " + round);

            Concurrently.on(2, List.of(folder, other), each -> store.seeder().seed(each.toString()))
                    .values();

            var left = namesOfWares().contains("left " + round);
            assertThat(namesOfWares()).containsExactly((left ? "left " : "right ") + round);
            assertThat(store.wares().all()).hasSize(left ? 120 : 130);
        }
    }

    /** Another server moves the pointer between this one's read and its move. The later move wins. */
    @Test
    void isOvertakenAndMovesAfterAll(@TempDir Path other) {
        seed();
        TestKinds.write(other, TestKinds.SOUND);
        writeWares(other, 5, "other");
        writeWares(7, "mine");
        var overtakings = new ArrayList<List<SeededKind>>();
        var slow = store.seeder(transaction -> {
            if (transaction.size() == 1 && overtakings.isEmpty()) {
                overtakings.add(store.seeder().seed(other.toString()));
            }
            store.commit(transaction);
        });

        assertThat(slow.seed(folder.toString()).getLast().changed()).isTrue();

        assertThat(overtakings).hasSize(1);
        assertThat(namesOfWares()).containsExactly("mine");
    }

    /** Another server does the same work in that moment: there is nothing left to do, and nothing fails. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isOvertakenByItsOwnVersion(boolean seededBefore) {
        if (seededBefore) {
            seed();
        }
        writeWares(7, "mine");
        var overtakings = new ArrayList<List<SeededKind>>();
        var slow = store.seeder(transaction -> {
            if (transaction.size() == 1 && overtakings.isEmpty()) {
                overtakings.add(seed());
            }
            store.commit(transaction);
        });

        assertThat(slow.seed(folder.toString())).extracting(SeededKind::changed).containsOnly(false);
        assertThat(namesOfWares()).containsExactly("mine");
    }

    private List<SeededKind> seed() {
        return store.seeder().seed(folder.toString());
    }

    private HashSet<String> namesOfWares() {
        var names = new HashSet<String>();
        store.wares().all().forEach(ware -> names.add(String.valueOf(ware.name())));
        return names;
    }

    private void writeWares(int count, String name) {
        writeWares(folder, count, name);
    }

    private static void writeWares(Path folder, int count, String name) {
        var entries = IntStream.range(0, count)
                .mapToObj(i -> "  - {id: ware-%d, name: %s, price: {coin: penny, amount: 1}}\n".formatted(i, name))
                .collect(joining());
        TestKinds.write(folder, Map.of("wares.yaml", "wares:\n" + entries));
    }
}
