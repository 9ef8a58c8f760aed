package com.necpgame.platform.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each method is compiled alone, in a repository of wallets; the answer is what the compiler says, or nothing. */
class CompileTimeTest {
    private static final String HEAD = """
            package shop;

            import com.necpgame.platform.data.*;
            import io.micronaut.core.annotation.Introspected;
            import io.micronaut.data.annotation.*;
            import java.time.Instant;
            import java.util.*;
            import org.jspecify.annotations.Nullable;

            """;
    private static final String WALLETS = HEAD + """
            @MappedEntity("economy")
            @ItemKey(partition = "WALLET#{ownerId}", sort = "CUR#{currency}#{at}")
            @IndexKey(index = "gsi1", partition = "EXP#{hour}", sort = "{ownerId}")
            record Wallet(String ownerId, String currency, Instant at, long available, String hour) {}

            @Introspected record Part(String currency, long available) {}
            @Introspected record Wrong(String currency, String available) {}
            record Unseen(String currency) {}

            @DynamoRepository interface Wallets extends ItemRepository<Wallet> {
                %s
            }
            """;

    @TempDir
    private Path classes;

    /** One of each kind, all in one repository. */
    @Test
    void compiles() {
        var methods = """
            List<Wallet> findByOwnerId(String p);
            List<Wallet> findByOwnerIdAndCurrency(String p, String c);
            List<Wallet> findByCurrencyAndOwnerId(String c, String p);
            Wallet findByOwnerIdAndCurrencyAndAt(String p, String c, Instant at);
            ItemPage<Part> findByOwnerIdAndCurrencyAndAtAfterOrderByAtDesc(String p, String c, Instant at, PageOf page);
            Optional<Wallet> findFirstByOwnerIdOrderByCurrencyDesc(String p);
            List<Wallet> findByHourAndOwnerIdBetween(String h, String a, String b);
            boolean existsByHour(String h);
            void deleteByOwnerIdAndCurrencyAndAt(String p, String c, Instant at);
            @Scan List<Part> findByAvailableBetween(long from, long to);
            boolean insertIfAbsent(Wallet w);
            Wallet save(Wallet w);
            Wallet update(Wallet w);
            """;
        assertThat(Javac.errors(classes, "Wallets", WALLETS.formatted(methods))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            List<Wallet> findByAvailableGreaterThan(long a); | DynamoDB: no key of Wallet serves findByAvailableGreaterThan: the partition WALLET#{ownerId} needs ownerId; index gsi1 needs hour. Ask for one of these, declare an @IndexKey, or annotate the method with @Scan
            List<Wallet> findByOwnerIdAndAvailable(String p, long a); | DynamoDB: no key of Wallet serves findByOwnerIdAndAvailable: the sort key CUR#{currency}#{at} cannot tell by available; index gsi1 needs hour
            List<Wallet> findByOwnerIdAndAt(String p, Instant at); | the sort key CUR#{currency}#{at} cannot tell by at
            List<Wallet> findByOwnerIdOrderByAvailable(String p); | the sort key CUR#{currency}#{at} is ordered by currency, not by available
            List<Wallet> findByHourOrderByCurrency(String h); | index gsi1 with the sort key {ownerId} is ordered by ownerId, not by currency
            List<Wallet> findAll(); | DynamoDB: findAll reads the whole table of Wallet: annotate it with @Scan if that is meant
            Wallet findByOwnerIdAndCurrency(String p, String c); | DynamoDB: findByOwnerIdAndCurrency may find several items of Wallet: return a List or an ItemPage, or say findFirst
            Wallet findTop3ByOwnerId(String p); | finds 3 items but returns one
            List<Wallet> findByOwner(String p); | DynamoDB: ByOwner is not made of components and
            List<Wallet> findByOwnerIdOrCurrency(String p, String c); | is not made of components and
            List<Wallet> findByOwnerId(long p); | compares ownerId, a String, with the parameter p, a long
            List<Wallet> findByOwnerId(); | compares with 1 values but has 0 parameters for them
            ItemPage<Wallet> findByOwnerId(String p); | a PageOf parameter and an ItemPage belong together
            List<Wallet> findByOwnerId(String p, PageOf page); | a PageOf parameter and an ItemPage belong together
            void deleteByOwnerId(String p); | DynamoDB: deleteByOwnerId would delete several items of Wallet: one is deleted, by WALLET#{ownerId} and CUR#{currency}#{at}
            int countByOwnerId(String p); | countByOwnerId returns long, not int
            List<Wrong> findByOwnerId(String p); | returns Wrong, but Wallet has no String available
            List<Unseen> findByOwnerId(String p); | returns Unseen, which is neither Wallet nor an @Introspected record with some of its components
            @Scan Wallet findByAvailable(long a); | is a @Scan, which returns a List or an ItemPage
            @Scan long countByAvailable(long a); | cannot be a @Scan
            boolean save(Wallet w);                                    | save returns void or shop.Wallet, not boolean
            Wallet delete(Wallet w);                                   | delete returns void or boolean, not shop.Wallet
            void rename(String from, String to); | DynamoDB: rename is neither a write of Wallet nor of the form find, count, exists or delete ... By ...
            """)
    void refuses(String method, String message) {
        assertThat(Javac.errors(classes, "Wallets", WALLETS.formatted(method)))
                .contains("Unable to implement Repository method: Wallets.")
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'partition = "A#{id}", sort = "B#{nil}"' | DynamoDB: the key of Thing, B#{nil}, has the variable {nil}, the record has [id, price, tags]
            'partition = "A#{id}", sort = "{price}"' | has the variable {price} of type double: a String, enum, Instant, int, long or a record of one String can stand in a key
            'partition = "A#{id}", sort = "{id}{id}"' | needs a # between {id} and {id}
            'partition = "A#{id", sort = "B"' | DynamoDB: the key of Thing, A#{id, is no template
            'partition = "A#{id}", sort = ""' | is no template
            """)
    void refusesKeysThatCannotBe(String key, String message) {
        var thing = HEAD + "@MappedEntity(\"things\") @ItemKey(" + key
                + ") record Thing(String id, double price, List<String> tags) {}";
        assertThat(Javac.errors(classes, "Thing", thing)).contains(message);
    }

    @Test
    void refusesAnEntityWithoutATable() {
        var thing = HEAD + "@MappedEntity @ItemKey(partition = \"A#{id}\", sort = \"B\") record Thing(String id) {}";
        assertThat(Javac.errors(classes, "Thing", thing))
                .contains("DynamoDB: Thing needs @MappedEntity with the name of its table");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.time.Duration",
                "float",
                "Optional<String>",
                "List<java.util.UUID>",
                "Map<String, short[]>",
                "List",
                "int[]"
            })
    void refusesComponentsThatNoItemCanHold(String type) {
        var thing = HEAD
                + "@MappedEntity(\"things\") @ItemKey(partition = \"A#{id}\", sort = \"B\") record Thing(String id, "
                + type + " odd) {}";
        assertThat(Javac.errors(classes, "Thing", thing))
                .contains("DynamoDB: the component odd has a type that no item can hold");
    }

    /** The page's first example and its error message are what they say. */
    @Test
    void thePageIsTrue() throws IOException {
        var page = Files.readString(Path.of("../../docs/micronaut-data-dynamodb.md"));
        var example = HEAD + "enum State { OPEN } @Introspected record Line(String sku, int count) {}\n"
                + block(page, "```java\n");

        assertThat(Javac.errors(classes, "Orders", example)).isEmpty();

        var wrong = example.replace(
                "ItemRepository<Order> {", "ItemRepository<Order> { List<Order> findByCentsGreaterThan(long cents);");
        assertThat("error: " + Javac.errors(classes, "Orders", wrong))
                .isEqualToNormalizingWhitespace(block(page, "```\nerror"));
    }

    private static String block(String page, String start) {
        int from = page.indexOf(start) + page.substring(page.indexOf(start)).indexOf('\n') + 1;
        return page.substring(from, page.indexOf("```", from));
    }
}
