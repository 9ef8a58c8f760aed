package com.necpgame.inventory;

import static com.necpgame.platform.testkit.server.Running.untilAnswered;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.contracts.economy.PurchasePaid;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.StoreContended;
import com.necpgame.platform.data.StoreUnavailable;
import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.Fault;
import com.necpgame.platform.testkit.Rates;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import com.necpgame.platform.testkit.server.Running;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** As many operations as {@code -Doperations} says, {@value #OPERATIONS_DEFAULT} by default. */
@ExtendWith(Seeded.class)
class BagRaceTest {
    private static final int OPERATIONS_DEFAULT = 800;
    private static final int OPERATIONS = Integer.getInteger("operations", OPERATIONS_DEFAULT);
    private static final int THREADS = 8;
    private static final int CAPACITY = 12;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final List<String> PLAYERS = List.of("ada", "bob");
    private static final Map<String, Integer> STACKS = Map.of("rifle", 1, "cell", 10, "medkit", 5, "plate", 100);
    private static final Set<String> EXPECTED = Set.of(
            "200",
            "404 inventory/item-not-found",
            "409 inventory/not-enough",
            "422 inventory/not-consumable",
            "404 inventory/mail-not-found",
            "409 inventory/bag-full");
    private static final Rates LOUD = Rates.of(Fault.THROTTLE, 0.02)
            .and(Fault.CONFLICT, 0.02)
            .and(Fault.SERVER_ERROR, 0.02)
            .and(Fault.REPLY_LOST, 0.02)
            .and(Fault.SENT_TWICE, 0.02)
            .and(Fault.SHORT_PAGE, 0.02);

    /** Faults that only transactions meet, which try again. */
    private static final Rates IN_THE_WAY = Rates.of(Fault.CONFLICT, 0.1).and(Fault.SENT_TWICE, 0.1);

    private static final int ROUNDS = 10;

    private final Bags bags = new Bags(CAPACITY);
    private final Map<String, PurchasePaid> granted = new TreeMap<>();
    private final Map<String, Removed> removed = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> overfull = new ConcurrentLinkedQueue<>();

    private record Removed(String player, String item, long quantity) {}

    /** What one of the eight does; chance decides beforehand, the bag's state at the time decides what with. */
    private interface Step {
        ApiAnswer run();
    }

    @AfterEach
    void close() {
        bags.close();
    }

    /**
     * Eight threads work in two players' bags of twelve slots: purchases arrive, some twice; stacks and instances are
     * consumed and thrown away; mail is claimed; every third request is sent twice; and the store throttles, conflicts,
     * fails and loses replies. Whatever the interleaving: of each item, what was granted is in the bag, in the mailbox or
     * was removed; no slot is used that is not there, seen at any time; no stack is larger than its item allows; and the
     * count of used slots is right.
     */
    @Test
    void nothingIsLostOrDoubledAndCapacityHolds(Seed seed) {
        var steps = steps(seed.random("steps"));
        bags.faults.loud(LOUD);

        var answers = Concurrently.on(THREADS, LIMIT, steps, Step::run).values();

        bags.faults.quiet();
        // What ended as a dead letter is sent again, as an operator would; what did not is then heard twice.
        granted.forEach(bags::hear);
        assertThat(bags.faults.injected()).containsKeys(Fault.CONFLICT, Fault.REPLY_LOST, Fault.SENT_TWICE);
        assertThat(answers).extracting(ApiAnswer::outcome).isSubsetOf(EXPECTED).contains("200");
        assertThat(removed).isNotEmpty();
        assertThat(overfull).isEmpty();
        PLAYERS.forEach(this::assertWhole);
    }

    /** Eight want three each of a stack of ten: three get them, one by one; the others are told. */
    @Test
    void ofManyWhoTakeFromOneStackOnlyAsManyAsItHoldsGetTheirs() {
        bags.faults.loud(IN_THE_WAY);
        for (int round = 0; round < ROUNDS; round++) {
            var player = "taker-" + round;
            bags.grant(player, "cell 10");
            var id = bags.item(player, 0);

            var answers = together(() -> untilAnswered(() -> bags.consume(player, id, 3)));

            assertThat(answers.stream().filter(answer -> answer.status() == 200))
                    .extracting(answer -> answer.number("/left"))
                    .containsExactlyInAnyOrder(7L, 4L, 1L);
            assertThat(answers).extracting(ApiAnswer::outcome).containsOnly("200", "409 inventory/not-enough");
            assertThat(bags.bag(player)).containsExactly("cell 1");
            assertThat(bags.removed(player)).hasSize(3);
        }
    }

    /** Eight claim one letter that fits: it is in the bag once. */
    @Test
    void aLetterIsClaimedOnce() {
        bags.faults.loud(IN_THE_WAY);
        for (int round = 0; round < ROUNDS; round++) {
            var player = "claimer-" + round;
            bags.grant(player, "rifle " + CAPACITY, "cell 7");
            bags.discard(player, bags.item(player, 0), 1).isOk();
            var letter = bags.letter(player, 0);

            var answers = together(() -> untilAnswered(() -> bags.claim(player, letter)));

            assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
            // Who saw the letter before it was claimed and the bag after it finds no room.
            assertThat(answers)
                    .extracting(ApiAnswer::outcome)
                    .isSubsetOf("200", "404 inventory/mail-not-found", "409 inventory/bag-full");
            assertThat(bags.bag(player)).hasSize(CAPACITY).endsWith("cell 7");
            assertThat(bags.mail(player)).isEmpty();
        }
    }

    /** Eight grants meet one free slot: one takes it, seven wait in the mailbox. */
    @Test
    void theLastSlotIsTakenOnce() {
        bags.faults.loud(IN_THE_WAY);
        for (int round = 0; round < ROUNDS; round++) {
            var player = "last-" + round;
            bags.grant(player, "rifle " + (CAPACITY - 1));

            together(() -> {
                bags.grant(player, "rifle 1");
                return player;
            });

            assertThat(bags.bag(player)).hasSize(CAPACITY);
            assertThat(bags.used(player)).isEqualTo(CAPACITY);
            assertThat(bags.mail(player)).hasSize(THREADS - 1);
        }
    }

    private static <T> List<T> together(Callable<T> deed) {
        return Concurrently.on(THREADS, Collections.nCopies(THREADS, deed)).values();
    }

    private List<Step> steps(RandomGenerator random) {
        var steps = new ArrayList<Step>();
        while (steps.size() < OPERATIONS) {
            var player = PLAYERS.get(random.nextInt(PLAYERS.size()));
            var place = random.nextInt(CAPACITY);
            var quantity = random.nextLong(1, 8);
            var step = switch (random.nextInt(8)) {
                case 0, 1 -> grant(player, random);
                case 2, 3 -> removal(player, "consume", place, quantity);
                case 4, 5 -> removal(player, "discard", place, quantity);
                default -> claim(player, place);
            };
            steps.add(step);
            if (random.nextInt(3) == 0) {
                steps.add(step);
            }
        }
        return steps;
    }

    private Step grant(String player, RandomGenerator random) {
        var eventId = "event-" + bags.key();
        var event = Bags.purchase(
                player,
                "pur_" + eventId,
                "rifle " + random.nextInt(1, 3),
                "cell " + random.nextInt(1, 25),
                (random.nextBoolean() ? "medkit " : "plate ") + random.nextInt(1, 12));
        granted.put(eventId, event);
        return () -> {
            hear(eventId, event);
            return look(player);
        };
    }

    /** A relay that meets a failure which could not even be recorded sends the event again. */
    private void hear(String eventId, PurchasePaid event) {
        for (int i = 0; i < Running.SENDS_MAX; i++) {
            try {
                bags.hear(eventId, event);
                return;
            } catch (StoreContended | StoreUnavailable e) {
                // Again.
            }
        }
        throw new AssertionError("never delivered: " + eventId);
    }

    private Step removal(String player, String deed, int place, long wanted) {
        var key = bags.key();
        var first = new AtomicReference<String>();
        return () -> {
            var found = look(player).json("/items");
            if (first.get() == null && !found.isEmpty()) {
                var item = found.get(place % found.size());
                var quantity = Math.min(wanted, item.at("/quantity").asLong());
                var path = "/v1/inventory/items/" + item.at("/id").asString() + "/" + deed;
                first.compareAndSet(null, path + " " + quantity);
            }
            var request = first.get();
            return request == null ? look(player) : remove(player, key, request);
        };
    }

    private ApiAnswer remove(String player, String key, String request) {
        var words = request.split(" ", -1);
        var body = Map.of("quantity", Long.valueOf(words[1]));
        var answer = untilAnswered(() -> bags.server.as(player).post(words[0], body, key));
        if (answer.status() == 200) {
            // Of the two sends of a request either answer may have been lost, so it counts once by its key.
            removed.put(key, new Removed(player, answer.string("/item"), answer.number("/quantity")));
        }
        return answer;
    }

    private Step claim(String player, int place) {
        var key = bags.key();
        return () -> {
            var waiting = untilRead(player, "/v1/inventory/mail?limit=100").json("/items");
            if (waiting.isEmpty()) {
                return look(player);
            }
            var letter = waiting.get(place % waiting.size()).at("/id").asString();
            return untilAnswered(() -> bags.claim(player, letter, key + letter));
        };
    }

    /** The bag, which at no time holds more than it may. */
    private ApiAnswer look(String player) {
        var bag = untilRead(player, "/v1/inventory?limit=100");
        if (bag.number("/used") > CAPACITY || bag.json("/items").size() > CAPACITY) {
            overfull.add(bag.text());
        }
        return bag;
    }

    private ApiAnswer untilRead(String player, String path) {
        return untilAnswered(() -> bags.server.as(player).get(path));
    }

    private void assertWhole(String player) {
        var bag = bags.server.as(player).get("/v1/inventory?limit=100");
        assertThat(bag.number("/used")).isEqualTo(bag.json("/items").size()).isLessThanOrEqualTo(CAPACITY);
        assertThat(bag.json("/items")).allSatisfy(BagRaceTest::assertStack);
        assertThat(mails(player)).allMatch(mail -> mail.quantity() > 0);
        assertThat(held(player, bag)).isEqualTo(owed(player));
    }

    private static void assertStack(JsonNode item) {
        var kind = item.at("/item").asString();
        assertThat(item.at("/quantity").asLong()).isBetween(1L, (long) STACKS.getOrDefault(kind, 0));
        assertThat(item.at("/unique").asBoolean()).isEqualTo(kind.equals("rifle"));
    }

    /** In the bag and in the mailbox. */
    private Map<String, Long> held(String player, ApiAnswer bag) {
        var held = new TreeMap<String, Long>();
        bag.json("/items")
                .forEach(item -> held.merge(
                        item.at("/item").asString(), item.at("/quantity").asLong(), Long::sum));
        mails(player).forEach(mail -> held.merge(mail.item(), mail.quantity(), Long::sum));
        return held;
    }

    /** Granted and not removed. */
    private Map<String, Long> owed(String player) {
        var owed = new TreeMap<String, Long>();
        granted.values().stream()
                .filter(event -> event.playerId().value().equals("plr_" + player))
                .flatMap(event -> event.items().stream())
                .forEach(item -> owed.merge(item.item(), item.quantity(), Long::sum));
        removed.values().stream()
                .filter(each -> each.player().equals(player))
                .forEach(each -> owed.merge(each.item(), -each.quantity(), Long::sum));
        owed.values().removeIf(quantity -> quantity == 0);
        return owed;
    }

    private List<Mail> mails(String player) {
        var mails = new ArrayList<Mail>();
        bags.server.bean(Dynamo.class).items(Mail.class).scan().forEach(mails::add);
        return mails.stream()
                .filter(mail -> mail.playerId().equals("plr_" + player))
                .toList();
    }
}
