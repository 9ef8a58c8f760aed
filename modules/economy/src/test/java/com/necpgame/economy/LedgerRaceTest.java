package com.necpgame.economy;

import static com.necpgame.platform.testkit.server.Running.untilAnswered;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.summingLong;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.ApiClient;
import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.Fault;
import com.necpgame.platform.testkit.Rates;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** As many operations as {@code -Doperations} says, {@value #OPERATIONS_DEFAULT} by default; the bar is 10000. */
@ExtendWith(Seeded.class)
class LedgerRaceTest {
    private static final int OPERATIONS_DEFAULT = 1500;
    private static final int OPERATIONS = Integer.getInteger("operations", OPERATIONS_DEFAULT);
    private static final int THREADS = 8;
    private static final int PLAYERS = 12;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final List<String> CURRENCIES = List.of("gold", "gem");
    private static final Rates LOUD = Rates.of(Fault.THROTTLE, 0.02)
            .and(Fault.CONFLICT, 0.02)
            .and(Fault.SERVER_ERROR, 0.02)
            .and(Fault.REPLY_LOST, 0.02)
            .and(Fault.SENT_TWICE, 0.02)
            .and(Fault.SHORT_PAGE, 0.02);

    private final Economy economy = new Economy();

    /** One request, as it is sent, and sent again. */
    private record Operation(String player, ApiClient caller, String path, String key, Map<String, Object> body) {
        ApiAnswer send() {
            return untilAnswered(() -> caller.post(path, body, key));
        }
    }

    @AfterEach
    void close() {
        economy.close();
    }

    /**
     * Eight threads let twelve players pay each other and buy, while operators grant and burn; every fifth request is
     * sent twice; and the store throttles, conflicts, fails and loses replies. When all is over, every currency sums to
     * zero over wallets and system accounts, every movement has two sides, every balance is the sum of its entries and
     * what the answers say it is, and none is negative.
     */
    @Test
    void moneyIsNeitherMadeNorLost(Seed seed) {
        var random = seed.random("operations");
        var operations = operations(random);
        economy.faults.loud(LOUD);

        var answers =
                Concurrently.on(THREADS, LIMIT, operations, Operation::send).values();

        economy.faults.quiet();
        assertThat(economy.faults.injected()).containsKeys(Fault.CONFLICT, Fault.REPLY_LOST, Fault.SENT_TWICE);
        assertThat(answers)
                .extracting(ApiAnswer::outcome)
                .isSubsetOf(Set.of("201", "409 economy/insufficient-funds", "409 economy/balance-limit"));
        assertRepetitionsGotOneAnswer(operations, answers);
        assertBooksBalance();
        assertBooksSayWhatWasAnswered(operations, answers);
    }

    private List<Operation> operations(RandomGenerator random) {
        var operations = new ArrayList<Operation>();
        for (int player = 0; player < PLAYERS; player++) {
            economy.open("p" + player, "gold", 300);
            economy.open("p" + player, "gem", 300);
        }
        while (operations.size() < OPERATIONS) {
            var operation = operation(random);
            operations.add(operation);
            if (random.nextInt(5) == 0) {
                operations.add(operation);
            }
        }
        return operations;
    }

    private Operation operation(RandomGenerator random) {
        var from = random.nextInt(PLAYERS);
        var to = (from + 1 + random.nextInt(PLAYERS - 1)) % PLAYERS;
        var currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
        var amount = random.nextLong(1, 120);
        return switch (random.nextInt(10)) {
            case 0 -> operation("root", "/v1/grants", Economy.correction("p" + from, currency, amount));
            case 1 -> operation("root", "/v1/burns", Economy.correction("p" + from, currency, amount));
            case 2, 3 -> operation("p" + from, "/v1/purchases", Economy.purchase("arrows", random.nextInt(1, 5)));
            case 4 -> operation("p" + from, "/v1/purchases", Economy.purchase("hero-kit", 1));
            default -> operation("p" + from, "/v1/transfers", Economy.transfer("p" + to, currency, amount));
        };
    }

    private Operation operation(String subject, String path, Map<String, Object> body) {
        var caller = subject.equals("root") ? economy.server.asOperator() : economy.server.as(subject);
        return new Operation("plr_" + subject, caller, path, economy.key(), body);
    }

    /** A refusal is judged afresh, so of two sends one may be refused; but two that took effect are one. */
    private static void assertRepetitionsGotOneAnswer(List<Operation> operations, List<ApiAnswer> answers) {
        for (int i = 1; i < operations.size(); i++) {
            var repeated = operations.get(i).equals(operations.get(i - 1));
            if (repeated && answers.get(i).status() == 201 && answers.get(i - 1).status() == 201) {
                assertThat(answers.get(i).text()).isEqualTo(answers.get(i - 1).text());
            }
        }
    }

    private void assertBooksBalance() {
        var balances = all(Balance.class);
        var entries = all(Entry.class);
        var system = all(SystemEntry.class);
        var wallets = balances.stream().collect(groupingBy(Balance::currency, summingLong(Balance::available)));
        var accounts = system.stream().collect(groupingBy(SystemEntry::currency, summingLong(SystemEntry::amount)));

        assertThat(balances).allMatch(balance -> balance.available() >= 0 && balance.held() == 0);
        assertThat(CURRENCIES)
                .allSatisfy(
                        currency -> assertThat(wallets.getOrDefault(currency, 0L) + accounts.getOrDefault(currency, 0L))
                                .isZero());
        var sums = entries.stream()
                .collect(groupingBy(entry -> entry.playerId() + " " + entry.currency(), summingLong(Entry::amount)));
        assertThat(balances)
                .allSatisfy(balance -> assertThat(sums.getOrDefault(balance.playerId() + " " + balance.currency(), 0L))
                        .isEqualTo(balance.available()));
        assertThat(twoSides(entries, system)).allSatisfy((transaction, sides) -> {
            assertThat(sides).hasSize(2);
            assertThat(sides.stream().mapToLong(Long::longValue).sum()).isZero();
        });
    }

    private static Map<String, List<Long>> twoSides(List<Entry> entries, List<SystemEntry> system) {
        return Stream.concat(
                        entries.stream().map(entry -> Map.entry(entry.transactionId(), entry.amount())),
                        system.stream().map(entry -> Map.entry(entry.transactionId(), entry.amount())))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /** What a client knows must be all that there is: nothing took effect that was not answered so. */
    private void assertBooksSayWhatWasAnswered(List<Operation> operations, List<ApiAnswer> answers) {
        var known = new TreeMap<String, Long>();
        var seen = new HashSet<String>();
        for (int player = 0; player < PLAYERS; player++) {
            known.put("plr_p" + player + " gold", 300L);
            known.put("plr_p" + player + " gem", 300L);
        }
        for (int i = 0; i < operations.size(); i++) {
            var answer = answers.get(i);
            if (answer.status() == 201 && seen.add(answer.string("/id"))) {
                apply(known, operations.get(i), answer);
            }
        }
        assertThat(all(Balance.class))
                .allSatisfy(balance -> assertThat(balance.available())
                        .isEqualTo(known.get(balance.playerId() + " " + balance.currency())));
    }

    private static void apply(Map<String, Long> known, Operation operation, ApiAnswer answer) {
        switch (operation.path()) {
            case "/v1/grants" ->
                add(known, answer.string("/playerId"), answer.string("/currency"), answer.number("/amount"));
            case "/v1/burns" ->
                add(known, answer.string("/playerId"), answer.string("/currency"), -answer.number("/amount"));
            case "/v1/transfers" -> {
                add(known, answer.string("/from"), answer.string("/currency"), -answer.number("/amount"));
                add(known, answer.string("/to"), answer.string("/currency"), answer.number("/amount"));
            }
            default ->
                add(known, operation.player(), answer.string("/price/currency"), -answer.number("/price/amount"));
        }
    }

    private static void add(Map<String, Long> known, String player, String currency, long amount) {
        known.merge(player + " " + currency, amount, Long::sum);
    }

    private <E> List<E> all(Class<E> type) {
        var all = new ArrayList<E>();
        economy.server.bean(Dynamo.class).items(type).scan().forEach(all::add);
        return all;
    }
}
