package com.necpgame.platform.data;

import static net.jqwik.api.Combinators.combine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.data.Everything.Kind;
import com.necpgame.platform.data.Everything.Owner;
import com.necpgame.platform.data.Everything.Point;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class MappingTest {
    private static final LocalStore STORE = new LocalStore();
    private static final Items<Everything> ITEMS = STORE.dynamo.items(Everything.class);
    private static final ItemShape<Everything> SHAPE = ItemShape.of(Everything.class);

    @AfterContainer
    static void close() {
        STORE.close();
    }

    /** What is written is read: through DynamoDB, whatever the components hold. */
    @Property(tries = 300)
    void everythingComesBack(@ForAll("everything") Everything written) {
        ITEMS.write(ITEMS.put(written));

        var read = Objects.requireNonNull(ITEMS.get(written.owner(), written.kind(), written.number(), written.text()));

        assertThat(read)
                .usingRecursiveComparison()
                .ignoringCollectionOrderInFields("tags", "owners")
                .withComparatorForType(Comparator.naturalOrder(), BigDecimal.class)
                .isEqualTo(written);
    }

    /** Keys sort as the values do, and a time keeps its place whatever its decimals. */
    @Property(tries = 500)
    void keysSortAsTheirValues(@ForAll("times") Instant a, @ForAll("times") Instant b) {
        var codec = SHAPE.mapper().codec("maybeAt");
        assertThat(Integer.signum(codec.toKey(a).compareTo(codec.toKey(b)))).isEqualTo(Integer.signum(a.compareTo(b)));
    }

    @Property(tries = 500)
    void numbersInKeysSortAsNumbers(@ForAll("wholes") long a, @ForAll("wholes") long b) {
        var codec = SHAPE.mapper().codec("big");
        assertThat(Integer.signum(codec.toKey(a).compareTo(codec.toKey(b)))).isEqualTo(Long.compare(a, b));
    }

    @Example
    void readsAsAnItemOfPlainAttributes() {
        var item = SHAPE.toItem(sample("text", null, Instant.ofEpochSecond(3)));

        assertThat(item)
                .containsEntry("pk", AttributeValue.fromS("E#o1#GREEN"))
                .containsEntry("sk", AttributeValue.fromS("0000000000000000007#text"))
                .containsEntry("gsi1pk", AttributeValue.fromS("AT#GREEN"))
                .containsEntry("gsi1sk", AttributeValue.fromS("1970-01-01T00:00:03.000Z#o1"))
                .containsEntry("owner", AttributeValue.fromS("o1"))
                .containsEntry("number", AttributeValue.fromN("7"))
                .containsEntry("maybeAt", AttributeValue.fromS("1970-01-01T00:00:03.000Z"))
                .doesNotContainKeys("maybeText", "price", "tags", "gsi2pk", "gsi2sk");
    }

    /** What a newer program has added is passed over, what an older one did not know is empty. */
    @Example
    void toleratesOtherVersionsOfTheRecord() {
        var read = SHAPE.fromItem(Map.of(
                "owner",
                AttributeValue.fromS("o1"),
                "kind",
                AttributeValue.fromS("RED"),
                "novel",
                AttributeValue.fromS("?")));

        assertThat(read.text()).isNull();
        assertThat(read.number()).isZero();
        assertThat(read.flag()).isFalse();
        assertThat(read.fraction()).isZero();
        assertThat(read.maybeNumber()).isNull();
        assertThat(read.names()).isEmpty();
        assertThat(read.tags()).isEmpty();
        assertThat(read.counts()).isEmpty();
        assertThat(read.maybeNames()).isNull();
    }

    @Example
    void aBrokenItemNamesTheComponent() {
        var broken = new HashMap<>(SHAPE.toItem(sample("text", null, null)));
        broken.put("number", AttributeValue.fromS("seven"));
        assertThatThrownBy(() -> SHAPE.fromItem(broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Everything.number");

        broken.put("number", AttributeValue.fromN("7"));
        broken.put("kind", AttributeValue.fromS("BLUE"));
        assertThatThrownBy(() -> SHAPE.fromItem(broken))
                .hasMessageContaining("Everything.kind")
                .hasMessageContaining("BLUE");
    }

    @Example
    void keysRefuseWhatWouldLetTwoMeet() {
        assertThatThrownBy(() -> ITEMS.key(new Owner("a#RED"), Kind.RED, 1, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("owner must not hold #");
        assertThatThrownBy(() -> ITEMS.key(new Owner(""), Kind.RED, 1, "x")).hasMessageContaining("owner is empty");
        assertThatThrownBy(() -> ITEMS.key(new Owner("a"), Kind.RED, -1, "x")).hasMessageContaining("not negative");
        assertThatThrownBy(() -> ITEMS.key("a", Kind.RED, 1, "x"))
                .hasMessageContaining("Everything.owner: a Owner is needed, not a String");
        assertThatThrownBy(() -> ITEMS.key(new Owner("a"), Kind.RED, 1))
                .hasMessageContaining("needs [owner, kind, number, text], given were 3");
        assertThat(ITEMS.key(new Owner("a"), Kind.RED, 1, "x#y").sort()).isEqualTo("0000000000000000001#x#y");
    }

    @Example
    void numbersThatAreNoneAreRefused() {
        var infinite = sample("text", Double.POSITIVE_INFINITY, null);
        assertThatThrownBy(() -> ITEMS.put(infinite))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Everything.maybeFraction");
    }

    private static Everything sample(String text, @Nullable Double maybeFraction, @Nullable Instant maybeAt) {
        return new Everything(
                new Owner("o1"),
                Kind.GREEN,
                7,
                text,
                1,
                0.5,
                true,
                null,
                null,
                maybeFraction,
                null,
                null,
                null,
                null,
                maybeAt,
                null,
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                Set.of(),
                Map.of(),
                Map.of(),
                new Point(1, null, null),
                null,
                null);
    }

    @Provide
    Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("0000-01-01T00:00:00Z").toEpochMilli(),
                        Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli())
                .withDistribution(RandomDistribution.uniform())
                .map(Instant::ofEpochMilli);
    }

    @Provide
    Arbitrary<Long> wholes() {
        return Arbitraries.longs().greaterOrEqual(0);
    }

    @Provide
    Arbitrary<Everything> everything() {
        var texts = Arbitraries.strings().ofMaxLength(12);
        var keyTexts = Arbitraries.strings().ofMinLength(1).ofMaxLength(12).excludeChars('#');
        var owners = keyTexts.map(Owner::new);
        var kinds = Arbitraries.of(Kind.class);
        var points = points(2);
        var decimals = Arbitraries.bigDecimals()
                .between(new BigDecimal("-1e20"), new BigDecimal("1e20"))
                .ofScale(8);
        var fractions = Arbitraries.doubles().between(-1e30, 1e30).ofScale(6);
        return combine(
                        combine(owners, kinds, Arbitraries.integers().greaterOrEqual(0), keyTexts)
                                .as(Head::new),
                        combine(Arbitraries.longs(), fractions, Arbitraries.of(true, false))
                                .as(Plain::new),
                        combine(
                                        Arbitraries.integers().injectNull(0.3),
                                        Arbitraries.longs().injectNull(0.3),
                                        fractions.injectNull(0.3),
                                        Arbitraries.of(true, false).injectNull(0.3),
                                        keyTexts.injectNull(0.3),
                                        decimals.injectNull(0.3),
                                        Arbitraries.bytes()
                                                .array(byte[].class)
                                                .ofMaxSize(9)
                                                .injectNull(0.3),
                                        times().injectNull(0.3))
                                .as(Maybe::new),
                        combine(
                                        texts.list().ofMaxSize(4),
                                        points.list().ofMaxSize(3),
                                        Arbitraries.longs()
                                                .list()
                                                .ofMaxSize(3)
                                                .list()
                                                .ofMaxSize(3),
                                        texts.set().ofMaxSize(4),
                                        owners.set().ofMaxSize(4))
                                .as(Lists::new),
                        combine(
                                        Arbitraries.maps(keyTexts, Arbitraries.longs())
                                                .ofMaxSize(4),
                                        Arbitraries.maps(kinds, points).ofMaxSize(2),
                                        points,
                                        points.injectNull(0.5),
                                        texts.list().ofMaxSize(3).injectNull(0.5))
                                .as(Maps::new))
                .as((head, plain, maybe, lists, maps) -> new Everything(
                        head.owner(),
                        head.kind(),
                        head.number(),
                        head.text(),
                        plain.big(),
                        plain.fraction(),
                        plain.flag(),
                        maybe.number(),
                        maybe.big(),
                        maybe.fraction(),
                        maybe.flag(),
                        maybe.text(),
                        maybe.price(),
                        maybe.bytes(),
                        maybe.at(),
                        head.kind(),
                        lists.names(),
                        lists.points(),
                        lists.grid(),
                        lists.tags(),
                        lists.owners(),
                        maps.counts(),
                        maps.byKind(),
                        maps.nested(),
                        maps.maybeNested(),
                        maps.maybeNames()));
    }

    private static Arbitrary<Point> points(int depth) {
        var labels = Arbitraries.strings().ofMaxLength(5).injectNull(0.4);
        var next = depth == 0
                ? Arbitraries.just(new Point(0, null, null)).injectNull(1)
                : points(depth - 1).injectNull(0.5);
        return combine(Arbitraries.longs(), labels, next).as(Point::new);
    }

    private record Head(Owner owner, Kind kind, int number, String text) {}

    private record Plain(long big, double fraction, boolean flag) {}

    private record Maybe(
            @Nullable Integer number,
            @Nullable Long big,
            @Nullable Double fraction,
            @Nullable Boolean flag,
            @Nullable String text,
            @Nullable BigDecimal price,
            byte @Nullable [] bytes,
            @Nullable Instant at) {}

    private record Lists(
            List<String> names, List<Point> points, List<List<Long>> grid, Set<String> tags, Set<Owner> owners) {}

    private record Maps(
            Map<String, Long> counts,
            Map<Kind, Point> byKind,
            Point nested,
            @Nullable Point maybeNested,
            @Nullable List<String> maybeNames) {}
}
