package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.gamesimregistry.RegistryProblem.BAD_WISH;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.contracts.gamesimregistry.GameSessionState;
import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.gamesimregistry.fleet.Verdict.Reason;
import com.necpgame.platform.data.StoreContended;
import com.necpgame.platform.data.StoreUnavailable;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.transaction.Replanning.Changed;
import com.necpgame.platform.runtime.transaction.Transactions;
import com.necpgame.platform.runtime.version.IfMatch;
import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.Fault;
import com.necpgame.platform.testkit.Rates;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Seeded.class)
class PlacementTest {
    private static final int THREADS = 8;

    private final Yard yard = new Yard(Map.of("necpgame.transactions.attempts-max", 50));

    @AfterEach
    void close() {
        yard.close();
    }

    private Gamesim occupied(int sessions, Object... pairs) {
        var simId = yard.ready(pairs).simId();
        for (int i = 0; i < sessions; i++) {
            yard.lodgers().moveIn(yard.row(simId));
        }
        return yard.row(simId);
    }

    private String chosen(Wish wish) {
        return requireNonNull(yard.placement().choose(wish)).simId();
    }

    private static Wish wish(Strategy strategy, Selector... selectors) {
        return new Wish("a", null, Map.of(), strategy, List.of(selectors), null, null);
    }

    @Test
    void packedTakesTheFullestAndDistributedTheEmptiest() {
        var empty = occupied(0);
        var some = occupied(3);
        var more = occupied(5);
        occupied(2, "sessionsMax", 2);

        assertThat(chosen(wish(Strategy.PACKED))).isEqualTo(more.simId());
        assertThat(chosen(wish(Strategy.DISTRIBUTED))).isEqualTo(empty.simId());
        assertThat(some.used()).isEqualTo(3);
    }

    @Test
    void ofServersThatAreAlikeTheFirstIdIsTaken() {
        var ids = List.of(occupied(0).simId(), occupied(0).simId(), occupied(0).simId());

        assertThat(chosen(wish(Strategy.PACKED)))
                .isEqualTo(ids.stream().min(Comparator.naturalOrder()).get());
    }

    @Test
    void latencyTakesTheNearestRegionAndThereTheFullest() {
        var far = occupied(5, "region", "far");
        occupied(0, "region", "near");
        var near = occupied(2, "region", "near");
        var unknown = occupied(9, "region", "unknown");
        var wish = new Wish("a", null, Map.of("far", 90, "near", 20), Strategy.LATENCY, List.of(), null, null);

        assertThat(chosen(wish)).isEqualTo(near.simId());
        var onlyFar = new Wish("a", null, Map.of("far", 90), Strategy.LATENCY, List.of(), null, null);
        assertThat(chosen(onlyFar)).isEqualTo(far.simId());
        assertThat(chosen(new Wish("a", null, Map.of("x", 1), Strategy.LATENCY, List.of(), null, null)))
                .isEqualTo(unknown.simId());
    }

    @Test
    void theFirstSelectorWithAFreeSlotCounts() {
        var duel = occupied(1, "labels", Map.of("mode", "duel", "tier", "gold"), "sessionsMax", 1);
        var any = occupied(0, "zone", "z2");
        var gold = new Selector(Map.of("mode", "duel", "tier", "gold"), null, null);

        assertThat(chosen(wish(Strategy.PACKED, gold, new Selector(Map.of(), null, "z2"))))
                .isEqualTo(any.simId());
        assertThat(yard.placement().choose(wish(Strategy.PACKED, gold))).isNull();
        assertThat(yard.placement().choose(wish(Strategy.PACKED, new Selector(Map.of(), null, "z3"))))
                .isNull();
        assertThat(duel.hasRoom()).isFalse();
    }

    @Test
    void whoIsAheadIsAskedForOnlyWhereSlotsAsGoodMayNotSufficeForAll() {
        occupied(2, "sessionsMax", 4, "labels", Map.of("tier", "gold"));
        occupied(0, "sessionsMax", 10);
        var gold = new Selector(Map.of("tier", "gold"), null, null);

        assertThat(asksWhoIsAhead(wish(Strategy.PACKED), 11)).isFalse();
        assertThat(asksWhoIsAhead(wish(Strategy.PACKED), 12)).isTrue();
        assertThat(asksWhoIsAhead(wish(Strategy.PACKED, gold, Selector.ANY), 1)).isFalse();
        assertThat(asksWhoIsAhead(wish(Strategy.PACKED, gold, Selector.ANY), 2)).isTrue();
        assertThat(asksWhoIsAhead(wish(Strategy.PACKED, new Selector(Map.of(), null, "z3")), 0))
                .as("no slot at all")
                .isFalse();
    }

    private boolean asksWhoIsAhead(Wish wish, int aheadMax) {
        var asked = new AtomicBoolean();
        yard.placement().choose(wish, aheadMax, () -> {
            asked.set(true);
            return List.of();
        });
        return asked.get();
    }

    @Test
    void aSelectorsBuildGoesBeforeTheChannels() {
        var old = occupied(0, "build", "1.0");
        occupied(0, "build", "2.0");
        yard.server.bean(Channels.class).put(Channel.DEFAULT, new IfMatch("*"), Map.of("2.0", 100));

        assertThat(chosen(wish(Strategy.PACKED, new Selector(Map.of(), "1.0", null))))
                .isEqualTo(old.simId());
        assertThat(chosen(wish(Strategy.PACKED))).isNotEqualTo(old.simId());
    }

    /** Nobody is refused while a build of the channel has a slot; a build without weight is not one. */
    @Test
    void whereTheDrawnBuildIsFullAnotherOfTheChannelTakesTheSession() {
        var stable = occupied(0, "build", "1.0", "sessionsMax", 1);
        occupied(0, "build", "0.9");
        yard.server.bean(Channels.class).put(Channel.DEFAULT, new IfMatch("*"), Map.of("2.0", 99, "1.0", 1, "0.9", 0));

        assertThat(chosen(wish(Strategy.PACKED))).isEqualTo(stable.simId());
        yard.lodgers().moveIn(yard.row(stable.simId()));
        yard.placement().missed(stable);
        assertThat(yard.placement().choose(wish(Strategy.PACKED))).isNull();
    }

    @Test
    void aChannelThatNobodySetIsRefused() {
        occupied(0);

        assertThatThrownBy(() -> yard.placement()
                        .choose(new Wish("a", null, Map.of(), Strategy.PACKED, List.of(), "nightly", null)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.problem()).isEqualTo(BAD_WISH));
        assertThat(yard.placement().choose(new Wish("a", null, Map.of(), Strategy.PACKED, List.of(), "default", null)))
                .isNotNull();
    }

    @Test
    void anExplanationSaysOfEachServerWhyItLost() {
        var expected = Map.ofEntries(
                Map.entry(occupied(2, "zone", "z").simId(), Reason.CHOSEN),
                Map.entry(occupied(1, "zone", "z").simId(), Reason.OUTRANKED),
                Map.entry(yard.register("zone", "z").string("/simId"), Reason.STATE),
                Map.entry(occupied(1, "zone", "z", "sessionsMax", 1).simId(), Reason.FULL),
                Map.entry(occupied(0, "zone", "z", "region", "us").simId(), Reason.REGION),
                Map.entry(occupied(0, "zone", "z", "playersMax", 2).simId(), Reason.PLAYERS),
                Map.entry(occupied(0, "zone", "y").simId(), Reason.ZONE),
                Map.entry(
                        occupied(0, "zone", "z", "labels", Map.of("mode", "duel"))
                                .simId(),
                        Reason.OUTRANKED),
                Map.entry(
                        occupied(0, "zone", "x", "labels", Map.of("mode", "siege"))
                                .simId(),
                        Reason.LABELS),
                Map.entry(occupied(0, "zone", "z", "build", "2.0").simId(), Reason.BUILD),
                Map.entry(unplayable(), Reason.NOT_PLAYABLE));
        yard.server.bean(Channels.class).put(Channel.DEFAULT, new IfMatch("*"), Map.of("1.0", 100));
        var selectors = List.of(new Selector(Map.of(), null, "z"), new Selector(Map.of("mode", "duel"), null, "x"));

        var verdicts = yard.placement().explain(new Wish("a", "eu", Map.of(), Strategy.PACKED, selectors, null, 4));

        assertThat(verdicts).extracting(Verdict::simId).isSorted();
        assertThat(verdicts)
                .allSatisfy(verdict ->
                        assertThat(verdict.reason()).as(verdict::toString).isEqualTo(expected.get(verdict.simId())));
        assertThat(verdicts).hasSize(expected.size());
    }

    private String unplayable() {
        var simId = yard.ready("zone", "z").simId();
        yard.beat(simId, 1, true, false).isOk();
        return simId;
    }

    @Test
    void aServerThatBecameReadyElsewhereIsFoundBeforeAnybodyIsRefused() {
        assertThat(yard.placement().choose(Wish.any("a"))).isNull();
        try (var other = yard.another()) {
            var lodgers = other.bean(LodgerTable.class);
            var server = yard.ready("sessionsMax", 1);

            assertThat(lodgers.moveIn(Wish.any("b"))).isNotNull();
            assertThat(yard.lodgers().moveIn(Wish.any("c"))).isNull();
            lodgers.moveOut(new Lodger(
                    server.simId(),
                    1,
                    lodgers.held(server.simId(), 1).getFirst().gameSimId(),
                    GameSessionState.ALLOCATED));
            assertThat(yard.lodgers().moveIn(Wish.any("d"))).isNotNull();
        }
    }

    /** What another process has put to use is found before an empty server is. */
    @Test
    void noEmptyServerIsOpenedWhileAUsedOneHasASlot() {
        for (int i = 0; i < 3; i++) {
            yard.ready();
        }
        var first = chosen(Wish.any("a"));
        var other = yard.rows().stream()
                .filter(row -> !row.simId().equals(first))
                .findAny()
                .orElseThrow();
        try (var process = yard.another()) {
            process.bean(LodgerTable.class).moveIn(other);
        }

        assertThat(chosen(Wish.any("a"))).isEqualTo(other.simId());
    }

    @Test
    void aSlotIsOnlyTakenOfAServerThatIsAsItWasSeen() {
        var one = yard.ready("sessionsMax", 2);
        var transactions = yard.server.bean(Transactions.class);
        var slots = yard.server.bean(Slots.class);
        transactions.commit(slots.occupy(one));

        assertThatThrownBy(() -> transactions.commit(slots.occupy(one))).isInstanceOf(Changed.class);
        var used = yard.row(one.simId());
        transactions.commit(slots.occupy(used));
        assertThatThrownBy(() -> transactions.commit(slots.occupy(used))).isInstanceOf(Changed.class);
        var full = yard.row(one.simId());
        assertThat(full.used()).isEqualTo(2);
        transactions.commit(slots.vacate(one.simId(), 1));
        transactions.commit(slots.vacate(one.simId(), 1));
        assertThat(yard.row(one.simId()).state()).isEqualTo(GamesimState.READY);
        assertThatThrownBy(() -> transactions.commit(slots.vacate(one.simId(), 1)))
                .isInstanceOf(Changed.class);
        assertThat(slots.vacate(one.simId(), 2)).isEmpty();
        assertThat(slots.vacate("sim_nobody", 1)).isEmpty();
        assertThat(yard.moves(one.simId()))
                .containsExactly("null>STARTING", "STARTING>READY", "READY>ALLOCATED", "ALLOCATED>READY");
    }

    @Test
    void noSlotIsTakenOfAServerThatIsNotPlayableOrOfAnEarlierEpoch() {
        var transactions = yard.server.bean(Transactions.class);
        var slots = yard.server.bean(Slots.class);
        var one = occupied(1);
        yard.beat(one.simId(), 1, true, false).isOk();
        assertThatThrownBy(() -> transactions.commit(slots.occupy(one))).isInstanceOf(Changed.class);
        yard.register("simId", one.simId()).isCreated();
        yard.beat(one.simId(), 2, true, true).isOk();
        assertThatThrownBy(() -> transactions.commit(slots.occupy(one))).isInstanceOf(Changed.class);
        assertThat(yard.row(one.simId()).used()).isZero();
    }

    /**
     * From eight threads of two processes, n sessions are on exactly ceil(n / capacity) servers, over a store that is
     * contended and loses replies.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 11, 57})
    void sessionsArePackedExactly(int sessions) {
        packs(sessions, 10, 8);
    }

    @Tag("soak")
    @Test
    void manySessionsArePackedExactly() {
        var sessions = Integer.getInteger("operations", 2_000);
        packs(sessions, 10, sessions / 10 + 5);
    }

    private void packs(int sessions, int capacity, int servers) {
        for (int i = 0; i < servers; i++) {
            yard.ready("sessionsMax", capacity);
        }
        try (var other = yard.another()) {
            var lodgers = List.of(yard.lodgers(), other.bean(LodgerTable.class));
            yard.faults.loud(Rates.of(Fault.CONFLICT, 0.05).and(Fault.REPLY_LOST, 0.02));
            var numbers = IntStream.range(0, sessions).boxed().toList();

            var moved = Concurrently.on(THREADS, Duration.ofMinutes(4), numbers, n -> persistent(lodgers.get(n % 2), n))
                    .values();

            yard.faults.quiet();
            assertThat(moved).hasSize(sessions).doesNotContainNull();
        }
        var used = yard.rows().stream()
                .mapToInt(Gamesim::used)
                .filter(each -> each > 0)
                .sorted()
                .toArray();
        assertThat(used).hasSize((sessions + capacity - 1) / capacity);
        assertThat(IntStream.of(used).sum()).isEqualTo(sessions);
    }

    /** Reads are faulty too: what did not happen is tried again. */
    private static Lodger persistent(LodgerTable lodgers, int n) {
        while (true) {
            try {
                return requireNonNull(lodgers.moveIn(Wish.any("a" + n)));
            } catch (StoreUnavailable | StoreContended e) {
                continue;
            }
        }
    }

    /** Eight threads come and go; what is used is what is held, and no server holds more than it has slots. */
    @Test
    void slotsAreNeverTakenTwiceNorLost(Seed seed) {
        for (int i = 0; i < 4; i++) {
            yard.ready("sessionsMax", 3);
        }
        var lodgers = yard.lodgers();
        var numbers = IntStream.range(0, 400).boxed().toList();
        var random = seed.random("choices");
        var choices = new ArrayList<Boolean>();
        numbers.forEach(n -> choices.add(random.nextBoolean()));

        Concurrently.on(THREADS, numbers, n -> {
                    var lodger = lodgers.moveIn(Wish.any("a" + n));
                    if (lodger != null && choices.get(n)) {
                        lodgers.moveOut(lodger);
                    }
                    return n;
                })
                .values();

        assertThat(yard.rows()).allSatisfy(row -> {
            assertThat(row.used()).isBetween(0, 3);
            assertThat(lodgers.held(row.simId(), 1)).hasSize(row.used());
            assertThat(row.state()).isEqualTo(row.used() == 0 ? GamesimState.READY : GamesimState.ALLOCATED);
        });
    }
}
