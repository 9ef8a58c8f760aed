package com.necpgame.platform.data;

import static com.necpgame.platform.data.Conditions.attributeAbsent;
import static com.necpgame.platform.data.Conditions.exists;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.testkit.DynamoInterceptor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;

/** Single writes and what they leave behind. Each test has a owner of its own. */
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
        wallets.write(wallets.insert(Wallet.of("once", "EUR", 10)));

        var again = wallets.insert(Wallet.of("once", "EUR", 99));
        assertThatThrownBy(() -> wallets.write(again))
                .isInstanceOfSatisfying(
                        UnexpectedConditionFailure.class,
                        failure -> assertThat(failure.write()).isSameAs(again))
                .hasMessageContaining("PUT Wallet WALLET#once / CUR#EUR in economy when [absent]");
        assertThat(wallets.get("once", "EUR")).isEqualTo(Wallet.of("once", "EUR", 10));
    }

    @Test
    void replaceGoesByVersion() {
        wallets.write(wallets.put(new Wallet("v", "EUR", 1, 0, null, 7)));

        wallets.write(wallets.replace(new Wallet("v", "EUR", 2, 0, null, 7)));
        assertThat(wallets.get("v", "EUR")).isEqualTo(new Wallet("v", "EUR", 2, 0, null, 8));
        assertThatThrownBy(() -> wallets.write(wallets.replace(new Wallet("v", "EUR", 3, 0, null, 7))))
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
        wallets.write(wallets.update("u", "EUR").add("available", 5));

        assertThat(wallets.get("u", "EUR")).isEqualTo(new Wallet("u", "EUR", 5, 0, null, 1));
        assertThat(stored(wallets.key("u", "EUR")))
                .containsOnlyKeys("pk", "sk", "ownerId", "currency", "available", "version")
                .containsEntry("ownerId", AttributeValue.fromS("u"));
    }

    @Test
    void anUpdateChangesWhatItNamesAndTheVersion() {
        wallets.write(wallets.put(new Wallet("c", "EUR", 5, 3, "h1", 4)));

        wallets.write(wallets.update("c", "EUR").add("available", -2).set("held", 9L));
        assertThat(wallets.get("c", "EUR")).isEqualTo(new Wallet("c", "EUR", 3, 9, "h1", 5));

        wallets.write(wallets.update("c", "EUR").set("version", 40L));
        assertThat(wallets.get("c", "EUR")).isEqualTo(new Wallet("c", "EUR", 3, 9, "h1", 40));
    }

    @Test
    void indexKeysFollowTheirComponents() {
        wallets.write(wallets.put(new Wallet("i", "EUR", 5, 3, null, 1)));
        assertThat(inHour("h7")).isEmpty();

        wallets.write(wallets.update("i", "EUR").set("hour", "h7"));
        assertThat(inHour("h7")).containsExactly("i");

        wallets.write(wallets.update("i", "EUR").set("hour", "h8"));
        assertThat(inHour("h7")).isEmpty();
        assertThat(inHour("h8")).containsExactly("i");

        wallets.write(wallets.update("i", "EUR").remove("hour"));
        assertThat(inHour("h8")).isEmpty();
        assertThat(stored(wallets.key("i", "EUR"))).doesNotContainKeys("hour", "gsi1pk", "gsi1sk");
    }

    private List<String> inHour(String hour) {
        return wallets.query(hour).index("gsi1").list().stream()
                .map(Wallet::ownerId)
                .toList();
    }

    @Test
    void anIndexKeyThatCannotBeKnownIsRefused() {
        var halfKnown = journals.update("j").set("topic", "t");
        assertThatThrownBy(() -> journals.write(halfKnown))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[topic, at]");
        var computed = wallets.update("i", "EUR").setIfAbsent("hour", "h9");
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
                .set("tags", Set.of("a")));
        assertThat(journals.get("j1"))
                .isEqualTo(new Journal("j1", "first", List.of("one", "two", "three"), Set.of("a"), null, null));

        journals.write(journals.update("j1").set("tags", Set.of()).set("title", null));
        assertThat(journals.get("j1"))
                .isEqualTo(new Journal("j1", null, List.of("one", "two", "three"), Set.of(), null, null));
    }

    @Test
    void impossibleUpdatesAreRefusedAtOnce() {
        var update = wallets.update("x", "EUR");
        assertThatThrownBy(() -> update.set("currency", "CHF")).hasMessageContaining("part of the key");
        assertThatThrownBy(() -> update.set("avialable", 1L))
                .hasMessageContaining("Wallet has no component avialable, it has [ownerId, currency, available");
        assertThatThrownBy(() -> update.add("hour", 1)).hasMessageContaining("no number");
        assertThatThrownBy(() -> update.add("held", 1).set("held", 2L)).hasMessageContaining("changed twice");
        assertThatThrownBy(() -> wallets.write(update.set("held", "many")))
                .hasMessageContaining("a Long is needed, not a String");
    }

    @Test
    void deleteAndCheck() {
        wallets.write(wallets.put(Wallet.of("d", "EUR", 1)));
        wallets.write(wallets.check("d", "EUR").when(exists(), attributeAbsent("hour")));
        wallets.write(wallets.delete("d", "EUR").when(exists()));
        wallets.write(wallets.delete("d", "EUR"));

        assertThat(wallets.get("d", "EUR")).isNull();
        assertThatThrownBy(() -> wallets.write(wallets.check("d", "EUR").when(exists())))
                .isInstanceOf(UnexpectedConditionFailure.class);
        assertThatThrownBy(() -> wallets.write(wallets.check("d", "EUR")))
                .hasMessageContaining("a check needs a condition");
    }

    @Test
    void aWriteSaysWhatItIs() {
        var write = wallets.update("w", "EUR").add("held", 1).when(Conditions.atLeast("held", 3));
        assertThat(write.table()).isEqualTo("economy");
        assertThat(write.kind()).isEqualTo(Write.Kind.UPDATE);
        assertThat(write.key()).isEqualTo(new Key("WALLET#w", "CUR#EUR"));
        assertThat(write).hasToString("UPDATE Wallet WALLET#w / CUR#EUR in economy when [held >= 3]");
    }

    @Test
    void aBatchIsReadInTheOrderOfItsKeys() {
        IntStream.range(0, 230).forEach(number -> entries.write(entries.put(Entry.of("batch", number))));
        var keys = IntStream.iterate(250, number -> number >= 0, number -> number - 1)
                .mapToObj(
                        number -> entries.key("batch", Entry.of("batch", number).at(), "e" + number))
                .toList();

        var found = entries.getAll(Stream.concat(keys.stream(), keys.stream()).toList());

        assertThat(found)
                .extracting(Entry::amount)
                .containsExactlyElementsOf(IntStream.iterate(229, n -> n >= 0, n -> n - 1)
                        .mapToObj(n -> (long) n)
                        .toList());
        assertThat(entries.getAll(List.of())).isEmpty();
    }

    /** DynamoDB may leave keys of a batch unread, and says which: here all but the first, then all of them. */
    @Test
    void whatABatchLeavesUnreadIsAskedForAgain() {
        IntStream.range(0, 3).forEach(number -> entries.write(entries.put(Entry.of("left", number))));
        var keys = IntStream.range(0, 3)
                .mapToObj(number -> entries.key("left", Entry.of("left", number).at(), "e" + number))
                .toList();

        assertThat(leaving(1).getAll(keys)).extracting(Entry::amount).containsExactly(0L, 1L, 2L);
        assertThatThrownBy(() -> leaving(0).getAll(keys))
                .isInstanceOf(StoreContended.class)
                .hasMessageContaining("3 keys were left unread");
    }

    @Test
    void manyAreDeletedAtOnceAndThoseThatAreNotThereAreNoFault() {
        IntStream.range(0, 60).forEach(number -> entries.write(entries.put(Entry.of("many", number))));
        var keys = keys("many", 70);

        entries.deleteAll(Stream.concat(keys.stream(), keys.stream()).toList());
        entries.deleteAll(List.of());

        assertThat(entries.getAll(keys)).isEmpty();
    }

    /** As for reads: here all but two in a call, then all of them. */
    @Test
    void whatABatchLeavesUndeletedIsSentAgain() {
        IntStream.range(0, 30).forEach(number -> entries.write(entries.put(Entry.of("undeleted", number))));
        var keys = keys("undeleted", 30);

        assertThatThrownBy(() -> deleting(0).deleteAll(keys))
                .isInstanceOf(StoreContended.class)
                .hasMessageContaining("25 keys were left undeleted");
        assertThat(entries.getAll(keys)).hasSize(30);
        deleting(5).deleteAll(keys);
        assertThat(entries.getAll(keys)).isEmpty();
    }

    private List<Key> keys(String wallet, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> entries.key(wallet, Entry.of(wallet, number).at(), "e" + number))
                .toList();
    }

    private Items<Entry> deleting(int deletedAtOnce) {
        var client = DynamoInterceptor.around(store.client, call -> {
            if (!(call.request() instanceof BatchWriteItemRequest batch)) {
                return call.proceed();
            }
            var asked = Objects.requireNonNull(batch.requestItems().get("t-economy"));
            var many = Math.min(deletedAtOnce, asked.size());
            if (many > 0) {
                call.proceed(batch.toBuilder()
                        .requestItems(Map.of("t-economy", asked.subList(0, many)))
                        .build());
            }
            return BatchWriteItemResponse.builder()
                    .unprocessedItems(
                            many == asked.size() ? Map.of() : Map.of("t-economy", asked.subList(many, asked.size())))
                    .build();
        });
        return new Dynamo(client, LocalStore.CONFIG, DynamoMeter.NONE).items(Entry.class);
    }

    private Items<Entry> leaving(int readAtOnce) {
        var client = DynamoInterceptor.around(store.client, call -> {
            if (!(call.request() instanceof BatchGetItemRequest batch)) {
                return call.proceed();
            }
            var asked = Objects.requireNonNull(batch.requestItems().get("t-economy"));
            var now =
                    asked.toBuilder().keys(asked.keys().subList(0, readAtOnce)).build();
            var left = asked.toBuilder()
                    .keys(asked.keys().subList(readAtOnce, asked.keys().size()))
                    .build();
            var answer = readAtOnce == 0
                    ? BatchGetItemResponse.builder()
                    : ((BatchGetItemResponse) call.proceed(batch.toBuilder()
                                    .requestItems(Map.of("t-economy", now))
                                    .build()))
                            .toBuilder();
            return answer.unprocessedKeys(left.keys().isEmpty() ? Map.of() : Map.of("t-economy", left))
                    .build();
        });
        return new Dynamo(client, LocalStore.CONFIG, DynamoMeter.NONE).items(Entry.class);
    }

    @Test
    void readsAPartOfAnItem() {
        wallets.write(wallets.put(Wallet.of("part", "EUR", 6)));
        assertThat(wallets.get(Wallets.Balance.class, wallets.key("part", "EUR")))
                .isEqualTo(new Wallets.Balance("EUR", 6));
        assertThat(wallets.query("part").project("available").list())
                .containsExactly(new Wallet(nothing(), nothing(), 6, 0, null, 0));
        assertThat(wallets.exists("part", "EUR")).isTrue();
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
