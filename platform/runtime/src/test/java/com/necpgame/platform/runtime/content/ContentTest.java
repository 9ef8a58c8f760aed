package com.necpgame.platform.runtime.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.necpgame.platform.testkit.Concurrently;
import io.micronaut.serde.annotation.Serdeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How modules read: from memory, with one look an interval, and on when the store is not there. */
class ContentTest {
    @TempDir
    Path folder;

    private final ContentStore store = new ContentStore();

    @BeforeEach
    void seedSoundContent() {
        TestKinds.write(folder, TestKinds.SOUND);
        store.seeder().seed(folder.toString());
        store.calls();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void looksForANewVersionOnceAnInterval() {
        var coins = store.coins();
        assertThat(coins.find("penny")).isPresent();
        assertThat(store.calls()).containsExactly("mint GetItem", "mint Query");

        coins.find("dime");
        store.clock.advance(ContentStore.REFRESH_INTERVAL.minusNanos(1));
        coins.all();
        assertThat(store.calls()).isEmpty();

        store.clock.advance(Duration.ofNanos(1));
        coins.all();
        coins.all();
        assertThat(store.calls()).containsExactly("mint GetItem");
    }

    @Test
    void seesANewVersionAfterTheInterval() {
        var coins = store.coins();
        var held = coins.current();
        seedCoins("penny", "nickel");

        assertThat(coins.find("nickel")).isEmpty();
        store.clock.advance(ContentStore.REFRESH_INTERVAL);
        assertThat(coins.find("nickel")).isPresent();
        assertThat(coins.find("dime", held.version())).isPresent();
        assertThat(held.find("dime")).isPresent();
        assertThat(held.find("nickel")).isEmpty();
    }

    @Test
    void aClockThatIsSetBackFreezesNothing() {
        var coins = store.coins();
        coins.all();
        seedCoins("nickel");

        store.clock.set(store.clock.instant().minus(Duration.ofDays(1)));
        assertThat(coins.find("nickel")).isPresent();
    }

    @Test
    void staysWithWhatItHasWhenTheStoreIsGone() {
        var coins = store.coins();
        coins.all();
        store.client().deleteTable(table -> table.tableName("mint"));
        store.clock.advance(ContentStore.REFRESH_INTERVAL);

        assertThat(coins.find("penny")).isPresent();
    }

    @Test
    void staysWithWhatItHasWhenTheNewVersionIsNotWhole() {
        var coins = store.coins();
        var version = coins.version();
        store.commit(List.of(new ContentTable(store.dynamo, "mint")
                .move(
                        new ContentTable(store.dynamo, "mint").current("coins"),
                        new ContentPointer("coins", "torn", 3, store.clock.instant()))));
        store.clock.advance(ContentStore.REFRESH_INTERVAL);

        assertThat(coins.version()).isEqualTo(version);
        assertThatIllegalStateException()
                .isThrownBy(() -> store.coins().all())
                .withMessage("version torn of coins has 0 entries, 3 were seeded");
    }

    @Test
    void saysThatNothingWasSeeded() {
        var unknown = new Content<>(
                new ContentTable(store.dynamo, "shop"), "coins", ContentRow::id, store.clock, Duration.ofSeconds(1));

        assertThatIllegalStateException().isThrownBy(unknown::all).withMessage("no content 'coins' has been seeded");
    }

    @Serdeable
    record Misread(String id, ContentStore.@Nullable Price balanceMax) {}

    @Test
    void saysWhichEntryCannotBeRead() {
        var coins = store.contents().of("mint", "coins", Misread.class);

        assertThatIllegalStateException()
                .isThrownBy(coins::all)
                .withMessageMatching("coins 'dime' of version \\w{20} is no Misread");
    }

    @Test
    void aThousandReadersAtOnceLookOnce() {
        var coins = store.coins();
        Concurrently.on(16, Collections.nCopies(1_000, coins), Content::all).values();
        assertThat(store.calls()).containsExactly("mint GetItem", "mint Query");

        store.clock.advance(ContentStore.REFRESH_INTERVAL);
        Concurrently.on(16, Collections.nCopies(1_000, coins), Content::all).values();
        assertThat(store.calls()).containsExactly("mint GetItem");
    }

    private void seedCoins(String... ids) {
        var entries = new StringBuilder("coins:\n");
        for (var id : ids) {
            entries.append("  - id: ").append(id).append('\n');
        }
        TestKinds.write(folder, Map.of("coins.yaml", entries.toString(), "wares.yaml", "wares: []"));
        store.seeder().seed(folder.toString());
    }
}
