package com.necpgame.platform.data;

import static com.necpgame.platform.data.Conditions.attributeAbsent;
import static com.necpgame.platform.data.Conditions.exists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Single writes and what they leave behind. Each test has a player of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritesTest {
    private static final Instant AT = Instant.ofEpochSecond(9);

    private final LocalStore store = new LocalStore();
    private final Items<Wallet> wallets = store.dynamo.items(Wallet.class);
    private final Items<Entry> entries = store.dynamo.items(Entry.class);
    private final Items<Journal> journals = store.dynamo.items(Journal.class);

    @AfterAll
    void close() {
        store.close();
    }

    private Map<String, AttributeValue> stored(Key key) {
        return store.client
                .getItem(request -> request.tableName("t-economy").key(key.attributes()))
                .item();
    }

    @Test
    void insertIsOnce() {
        wallets.write(wallets.insert(Wallet.of("once", "GOLD", 10)));

        var again = wallets.insert(Wallet.of("once", "GOLD", 99));
        assertThatThrownBy(() -> wallets.write(again))
                .isInstanceOfSatisfying(
                        UnexpectedConditionFailure.class,
                        failure -> assertThat(failure.write()).isSameAs(again))
                .hasMessageContaining("PUT Wallet WALLET#once / CUR#GOLD in economy when [absent]");
        assertThat(wallets.get("once", "GOLD")).isEqualTo(Wallet.of("once", "GOLD", 10));
    }

    @Test
    void replaceGoesByVersion() {
        wallets.write(wallets.put(new Wallet("v", "GOLD", 1, 0, null, 7)));

        wallets.write(wallets.replace(new Wallet("v", "GOLD", 2, 0, null, 7)));
        assertThat(wallets.get("v", "GOLD")).isEqualTo(new Wallet("v", "GOLD", 2, 0, null, 8));
        assertThatThrownBy(() -> wallets.write(wallets.replace(new Wallet("v", "GOLD", 3, 0, null, 7))))
                .isInstanceOf(UnexpectedConditionFailure.class);
    }

    @Test
    void replaceWithoutVersionNeedsAnItem() {
        assertThatThrownBy(() -> entries.write(entries.replace(Entry.of("r", 1))))
                .isInstanceOf(UnexpectedConditionFailure.class);

        entries.write(entries.put(Entry.of("r", 1)));
        entries.write(entries.replace(new Entry("r", Entry.of("r", 1).at(), "e1", 50, null, null)));
        assertThat(entries.get("r", Entry.of("r", 1).at(), "e1"))
                .extracting(Entry::amount)
                .isEqualTo(50L);
    }

    @Test
    void anUpdateMakesAWholeItem() {
        wallets.write(wallets.update("u", "GOLD").add("available", 5));

        assertThat(wallets.get("u", "GOLD")).isEqualTo(new Wallet("u", "GOLD", 5, 0, null, 1));
        assertThat(stored(wallets.key("u", "GOLD")))
                .containsOnlyKeys("pk", "sk", "playerId", "currency", "available", "version")
                .containsEntry("playerId", AttributeValue.fromS("u"));
    }

    @Test
    void anUpdateChangesWhatItNamesAndTheVersion() {
        wallets.write(wallets.put(new Wallet("c", "GOLD", 5, 3, "h1", 4)));

        wallets.write(wallets.update("c", "GOLD").add("available", -2).set("held", 9L));
        assertThat(wallets.get("c", "GOLD")).isEqualTo(new Wallet("c", "GOLD", 3, 9, "h1", 5));

        wallets.write(wallets.update("c", "GOLD").set("version", 40L));
        assertThat(wallets.get("c", "GOLD")).isEqualTo(new Wallet("c", "GOLD", 3, 9, "h1", 40));
    }

    @Test
    void indexKeysFollowTheirComponents() {
        wallets.write(wallets.put(new Wallet("i", "GOLD", 5, 3, null, 1)));
        assertThat(inHour("h7")).isEmpty();

        wallets.write(wallets.update("i", "GOLD").set("hour", "h7"));
        assertThat(inHour("h7")).containsExactly("i");

        wallets.write(wallets.update("i", "GOLD").set("hour", "h8"));
        assertThat(inHour("h7")).isEmpty();
        assertThat(inHour("h8")).containsExactly("i");

        wallets.write(wallets.update("i", "GOLD").remove("hour"));
        assertThat(inHour("h8")).isEmpty();
        assertThat(stored(wallets.key("i", "GOLD"))).doesNotContainKeys("hour", "gsi1pk", "gsi1sk");
    }

    private List<String> inHour(String hour) {
        return wallets.query(hour).index("gsi1").list().stream()
                .map(Wallet::playerId)
                .toList();
    }

    @Test
    void anIndexKeyThatCannotBeKnownIsRefused() {
        var halfKnown = journals.update("j").set("topic", "t");
        assertThatThrownBy(() -> journals.write(halfKnown))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[topic, at]");
        var computed = wallets.update("i", "GOLD").setIfAbsent("hour", "h9");
        assertThatThrownBy(() -> wallets.write(computed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gsi1");
    }

    @Test
    void listsGrowAndDefaultsStay() {
        journals.write(journals.update("j1").append("lines", "one", "two").setIfAbsent("title", "first"));
        journals.write(journals.update("j1")
                .append("lines", "three")
                .setIfAbsent("title", "second")
                .set("tags", java.util.Set.of("a")));
        assertThat(journals.get("j1"))
                .isEqualTo(
                        new Journal("j1", "first", List.of("one", "two", "three"), java.util.Set.of("a"), null, null));

        journals.write(journals.update("j1").set("tags", java.util.Set.of()).set("title", null));
        assertThat(journals.get("j1"))
                .isEqualTo(new Journal("j1", null, List.of("one", "two", "three"), java.util.Set.of(), null, null));
    }

    @Test
    void impossibleUpdatesAreRefusedAtOnce() {
        var update = wallets.update("x", "GOLD");
        assertThatThrownBy(() -> update.set("currency", "GEMS")).hasMessageContaining("part of the key");
        assertThatThrownBy(() -> update.set("avialable", 1L))
                .hasMessageContaining("Wallet has no component avialable, it has [playerId, currency, available");
        assertThatThrownBy(() -> update.add("hour", 1)).hasMessageContaining("no number");
        assertThatThrownBy(() -> update.add("held", 1).set("held", 2L)).hasMessageContaining("changed twice");
        assertThatThrownBy(() -> wallets.write(update.set("held", "many")))
                .hasMessageContaining("a Long is needed, not a String");
    }

    @Test
    void deleteAndCheck() {
        wallets.write(wallets.put(Wallet.of("d", "GOLD", 1)));
        wallets.write(wallets.check("d", "GOLD").when(exists(), attributeAbsent("hour")));
        wallets.write(wallets.delete("d", "GOLD").when(exists()));
        wallets.write(wallets.delete("d", "GOLD"));

        assertThat(wallets.get("d", "GOLD")).isNull();
        assertThatThrownBy(() -> wallets.write(wallets.check("d", "GOLD").when(exists())))
                .isInstanceOf(UnexpectedConditionFailure.class);
        assertThatThrownBy(() -> wallets.write(wallets.check("d", "GOLD")))
                .hasMessageContaining("a check needs a condition");
    }

    @Test
    void aWriteSaysWhatItIs() {
        var write = wallets.update("w", "GOLD").add("held", 1).when(Conditions.atLeast("held", 3));
        assertThat(write.table()).isEqualTo("economy");
        assertThat(write.kind()).isEqualTo(Write.Kind.UPDATE);
        assertThat(write.key()).isEqualTo(new Key("WALLET#w", "CUR#GOLD"));
        assertThat(write).hasToString("UPDATE Wallet WALLET#w / CUR#GOLD in economy when [held >= 3]");
    }

    @Test
    void aBatchIsReadInTheOrderOfItsKeys() {
        IntStream.range(0, 230).forEach(number -> entries.write(entries.put(Entry.of("batch", number))));
        var keys = IntStream.iterate(250, number -> number >= 0, number -> number - 1)
                .mapToObj(
                        number -> entries.key("batch", Entry.of("batch", number).at(), "e" + number))
                .toList();

        var found = entries.getAll(
                java.util.stream.Stream.concat(keys.stream(), keys.stream()).toList());

        assertThat(found)
                .extracting(Entry::amount)
                .containsExactlyElementsOf(IntStream.iterate(229, n -> n >= 0, n -> n - 1)
                        .mapToObj(n -> (long) n)
                        .toList());
        assertThat(entries.getAll(List.of())).isEmpty();
    }

    @Test
    void readsAPartOfAnItem() {
        wallets.write(wallets.put(Wallet.of("part", "GOLD", 6)));
        assertThat(wallets.get(Wallets.Balance.class, wallets.key("part", "GOLD")))
                .isEqualTo(new Wallets.Balance("GOLD", 6));
        assertThat(wallets.query("part").project("available").list())
                .containsExactly(new Wallet(nothing(), nothing(), 6, 0, null, 0));
        assertThat(wallets.exists("part", "GOLD")).isTrue();
        assertThat(wallets.exists("part", "NONE")).isFalse();
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    @Test
    void timesKeepMillisecondsOnly() {
        entries.write(entries.put(new Entry("t", AT.plusNanos(1_999_999), "e", 1, null, null)));
        assertThat(entries.query("t").first()).isEqualTo(new Entry("t", AT.plusMillis(1), "e", 1, null, null));
    }

    @Test
    void theSameRowsInAnotherTable() {
        Items<Note> ofEconomy = store.dynamo.items(Note.class, "economy");
        Items<Note> ofOthers = store.dynamo.items(Note.class, "everything");
        ofEconomy.write(ofEconomy.put(new Note("n", "here", null)));

        assertThat(ofEconomy.get("n")).isEqualTo(new Note("n", "here", null));
        assertThat(ofOthers.get("n")).isNull();
        assertThatThrownBy(() -> store.dynamo.items(Note.class)).hasMessageContaining("say which");
    }

    @Test
    void anEmptyResultOfAScanIsAPage() {
        ItemPage<Journal> page = store.dynamo
                .items(Journal.class)
                .scan()
                .filter(Conditions.eq("title", "no such"))
                .page();
        @Nullable Position next = page.next();
        assertThat(page.items()).isEmpty();
        assertThat(next).isNull();
    }
}
