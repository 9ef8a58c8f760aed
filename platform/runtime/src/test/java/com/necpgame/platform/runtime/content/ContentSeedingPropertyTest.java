package com.necpgame.platform.runtime.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever sound content a designer writes, in whatever form: the lint finds nothing in it, modules read exactly what it
 * says, and seeding it a second time, written in another form and order, writes nothing.
 */
class ContentSeedingPropertyTest {
    private static final ContentStore STORE = new ContentStore();
    private static final Path FOLDER = newFolder();

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("content");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterContainer
    static void close() {
        STORE.close();
    }

    record Ware(String id, String name, String coin, long amount, int perBox) {}

    record Game(SequencedMap<String, Long> coins, List<Ware> wares) {}

    @Property(tries = 40)
    void soundContentSeedsOnce(@ForAll("games") Game game) {
        TestKinds.write(FOLDER, Map.of("coins.yaml", block(coins(game)), "wares.yaml", block(wares(game))));
        STORE.seeder().seed(FOLDER.toString());

        assertThat(STORE.coins().all())
                .containsExactlyInAnyOrderElementsOf(game.coins().entrySet().stream()
                        .map(coin -> new ContentStore.Coin(coin.getKey(), coin.getValue()))
                        .toList());
        assertThat(STORE.wares().all())
                .containsExactlyInAnyOrderElementsOf(game.wares().stream()
                        .map(ware -> new ContentStore.Ware(
                                ware.id(), ware.name(), new ContentStore.Price(ware.coin(), ware.amount())))
                        .toList());

        TestKinds.write(FOLDER, Map.of("coins.yaml", flow(coins(game)), "wares.yaml", flow(wares(game))));
        STORE.calls();
        assertThat(STORE.seeder().seed(FOLDER.toString())).noneMatch(SeededKind::changed);
        assertThat(STORE.calls()).containsExactly("mint GetItem", "shop GetItem");
    }

    @Provide
    Arbitrary<Game> games() {
        var ids = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(12);
        var balances = Arbitraries.longs().between(1, 9_007_199_254_740_991L);
        return Arbitraries.maps(ids, balances)
                .ofMinSize(1)
                .ofMaxSize(5)
                .flatMap(coins -> wares(coins).map(wares -> new Game(new LinkedHashMap<>(coins), wares)));
    }

    private static Arbitrary<List<Ware>> wares(Map<String, Long> coins) {
        var ids = Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .withChars('-')
                .ofMinLength(1);
        var names = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars('\n', '\u00e9', '\u2603', '\u0001')
                .ofMinLength(2)
                .ofMaxLength(20);
        return Combinators.combine(
                        ids,
                        names,
                        Arbitraries.of(List.copyOf(coins.keySet())),
                        Arbitraries.longs().greaterOrEqual(1),
                        Arbitraries.integers().between(1, 20))
                .as(Ware::new)
                .list()
                .uniqueElements(Ware::id)
                .ofMaxSize(120);
    }

    private static Map<String, List<Map<String, String>>> coins(Game game) {
        var entries = new ArrayList<Map<String, String>>();
        game.coins().forEach((id, balanceMax) -> entries.add(entry("id", json(id), "balanceMax", "" + balanceMax)));
        return Map.of("coins", entries);
    }

    private static Map<String, List<Map<String, String>>> wares(Game game) {
        return Map.of(
                "wares",
                game.wares().stream().map(ContentSeedingPropertyTest::ware).toList());
    }

    private static Map<String, String> ware(Ware ware) {
        var price = "{coin: " + json(ware.coin()) + ", amount: " + ware.amount() + "}";
        var entry = entry("id", json(ware.id()), "name", json(ware.name()), "price", price);
        if (ware.perBox() > 1) {
            entry.put("packing", "boxed");
            entry.put("perBox", "" + ware.perBox());
        }
        return entry;
    }

    private static SequencedMap<String, String> entry(String... namesAndValues) {
        var entry = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            entry.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return entry;
    }

    private static String json(String text) {
        return CanonicalJson.of(new Node.Text(Place.WHOLE_FILE, text));
    }

    private static String block(Map<String, List<Map<String, String>>> file) {
        var text = new StringBuilder("# A comment.\n");
        file.forEach((kind, entries) -> {
            text.append(kind).append(entries.isEmpty() ? ": []\n" : ":\n");
            for (var entry : entries) {
                var indent = "  - ";
                for (var field : entry.entrySet()) {
                    text.append(indent)
                            .append(field.getKey())
                            .append(": ")
                            .append(field.getValue())
                            .append('\n');
                    indent = "    ";
                }
            }
        });
        return text.toString();
    }

    /** On one line, and everything backwards. */
    private static String flow(Map<String, List<Map<String, String>>> file) {
        var text = new StringBuilder();
        file.forEach((kind, entries) -> {
            text.append(kind).append(": [");
            for (var entry : entries.reversed()) {
                text.append('{');
                List.copyOf(entry.entrySet())
                        .reversed()
                        .forEach(field -> text.append(field.getKey())
                                .append(": ")
                                .append(field.getValue())
                                .append(", "));
                text.append("}, ");
            }
            text.append("]\n");
        });
        return text.toString();
    }
}
