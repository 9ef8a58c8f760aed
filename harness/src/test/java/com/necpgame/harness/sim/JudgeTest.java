package com.necpgame.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Caller;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A wallet of two players, and transfers between them: what a server that is right would say is accepted, and no more. */
class JudgeTest {
    private static final Map<String, String> PROBLEM = Map.of("content-type", "application/problem+json");

    private final World world = world();
    private final Person ada = world.person(0);
    private final Person bob = world.person(1);

    private static World world() {
        var options = new SimulationOptions(1, 0, 2, 1, "t", Duration.ZERO);
        var offer = new Offer("o", "gold", 1, Map.of(), 1, true);
        return new World(options, List.of(offer), new Catalog(List.of()));
    }

    private Wish pay(Person from, Person to, long amount, String key) {
        Request request = Request.post("/v1/transfers", Json.object().put("amount", amount))
                .withKey(key);
        return Wish.accepted(Caller.NOBODY, request, 201)
                .moving(
                        Refusal.INSUFFICIENT_FUNDS,
                        from.wallet("gold").change(-amount),
                        to.wallet("gold").change(amount));
    }

    private static Answer done(String id) {
        return new Answer(201, Map.of(), Json.object().put("id", id).toString(), false);
    }

    private static Answer replayed(String id) {
        return new Answer(
                201,
                Map.of("idempotency-replayed", "true"),
                Json.object().put("id", id).toString(),
                false);
    }

    private static Answer refused(Refusal refusal) {
        int status = refusal.statuses().iterator().next();
        String body = Json.object()
                .put("type", "t")
                .put("title", "t")
                .put("status", status)
                .put("code", refusal.code())
                .toString();
        return new Answer(status, PROBLEM, body, false);
    }

    private Draft explain(List<Wish> wishes, List<Answer> answers) {
        return Judge.explain(wishes, answers, world, new ArrayList<>());
    }

    /** Plays the wishes in a drawn order on plain numbers, and answers as a right server would. */
    private static List<Answer> honest(long[] balances, List<long[]> transfers, long seed) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < transfers.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        var answers = new ArrayList<Answer>(Collections.nCopies(transfers.size(), done("")));
        for (int i : order) {
            int from = (int) transfers.get(i)[0];
            long amount = transfers.get(i)[1];
            if (balances[from] < amount) {
                answers.set(i, refused(Refusal.INSUFFICIENT_FUNDS));
            } else {
                balances[from] -= amount;
                balances[1 - from] += amount;
                answers.set(i, done("t" + i));
            }
        }
        return answers;
    }

    /** Whatever order a right server takes, its answers are accepted and lead to its balances. */
    @Property
    void everyRightServerIsUnderstood(
            @ForAll @LongRange(max = 30) long first,
            @ForAll @LongRange(max = 30) long second,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = -20, max = 20) Integer> amounts,
            @ForAll long seed) {
        ada.balances.put("gold", first);
        bob.balances.put("gold", second);
        var transfers = new ArrayList<long[]>();
        var wishes = new ArrayList<Wish>();
        for (int amount : amounts) {
            long size = Math.abs(amount) + 1L;
            transfers.add(new long[] {amount < 0 ? 1 : 0, size});
            wishes.add(
                    amount < 0 ? pay(bob, ada, size, "k" + wishes.size()) : pay(ada, bob, size, "k" + wishes.size()));
        }
        long[] balances = {first, second};
        List<Answer> answers = honest(balances, transfers, seed);

        Draft after = explain(wishes, answers);

        assertThat(after.amount(ada.wallet("gold"))).isEqualTo(balances[0]);
        assertThat(after.amount(bob.wallet("gold"))).isEqualTo(balances[1]);
    }

    /** One request has one right answer: where a right server refuses, no success is accepted, and the other way round. */
    @Property
    void oneRequestHasOneRightAnswer(
            @ForAll @LongRange(max = 30) long balance, @ForAll @LongRange(min = 1, max = 30) long amount) {
        ada.balances.put("gold", balance);
        List<Wish> wish = List.of(pay(ada, bob, amount, "k"));
        List<Answer> wrong = List.of(amount <= balance ? refused(Refusal.INSUFFICIENT_FUNDS) : done("t"));

        assertThatThrownBy(() -> explain(wish, wrong)).isInstanceOf(Violation.class);
    }

    @Test
    void twoHalvesAndABitCannotBothBePaid() {
        ada.balances.put("gold", 100L);
        List<Wish> wishes = List.of(pay(ada, bob, 51, "a"), pay(ada, bob, 51, "b"));

        explain(wishes, List.of(done("1"), refused(Refusal.INSUFFICIENT_FUNDS)));
        explain(wishes, List.of(refused(Refusal.INSUFFICIENT_FUNDS), done("2")));
        assertThatThrownBy(() -> explain(wishes, List.of(done("1"), done("2"))))
                .isInstanceOf(Violation.class)
                .hasMessageContaining("player 0 has 100 gold");
        assertThatThrownBy(() -> explain(
                        wishes, List.of(refused(Refusal.INSUFFICIENT_FUNDS), refused(Refusal.INSUFFICIENT_FUNDS))))
                .isInstanceOf(Violation.class);
    }

    @Test
    void oneKeyTakesEffectOnceAndTheOthersGetItsAnswer() {
        ada.balances.put("gold", 100L);
        Wish wish = pay(ada, bob, 60, "same");
        List<Wish> wishes = List.of(wish, wish, wish);

        Draft after = explain(wishes, List.of(replayed("1"), done("1"), replayed("1")));

        assertThat(after.amount(ada.wallet("gold"))).isEqualTo(40);
        assertThatThrownBy(() -> explain(wishes, List.of(replayed("1"), done("1"), replayed("2"))))
                .as("another answer is replayed")
                .isInstanceOf(Violation.class);
        assertThatThrownBy(() -> explain(wishes, List.of(replayed("1"), replayed("1"), replayed("1"))))
                .as("nobody did it first")
                .isInstanceOf(Violation.class);
        assertThatThrownBy(() -> explain(wishes, List.of(done("1"), done("1"), replayed("1"))))
                .as("done twice")
                .isInstanceOf(Violation.class);
    }

    @Test
    void aReplayIsRightForWhatWasSentTwiceBecauseItGotLost() {
        ada.balances.put("gold", 100L);
        List<Wish> wish = List.of(pay(ada, bob, 60, "k"));

        explain(wish, List.of(replayed("1").asResent()));
        assertThatThrownBy(() -> explain(wish, List.of(replayed("1")))).isInstanceOf(Violation.class);
    }

    @Test
    void aRefusalMustBeAProblem() {
        ada.balances.put("gold", 0L);
        Answer problem = refused(Refusal.INSUFFICIENT_FUNDS);
        var plain = new Answer(409, Map.of("content-type", "application/json"), problem.body(), false);

        explain(List.of(pay(ada, bob, 1, "k")), List.of(problem));
        assertThatThrownBy(() -> explain(List.of(pay(ada, bob, 1, "k")), List.of(plain)))
                .isInstanceOf(Violation.class);
    }

    @Test
    void aLimitThatWasKeptOnceIsKeptAlways() {
        ada.balances.put("gold", 1_000L);
        List<Wish> wish = List.of(pay(ada, bob, 100, "k"));
        explain(wish, List.of(refused(Refusal.BALANCE_LIMIT)));

        world.ceilings().refused("gold", 100);
        assertThatThrownBy(() -> explain(wish, List.of(done("1")))).isInstanceOf(Violation.class);

        World other = world();
        other.ceilings().accepted("gold", 100);
        assertThatThrownBy(() -> Judge.explain(wish, List.of(refused(Refusal.BALANCE_LIMIT)), other, new ArrayList<>()))
                .isInstanceOf(Violation.class);
    }

    @Test
    void moreAtOnceThanCanBeTriedIsRefused() {
        List<Wish> wishes = Collections.nCopies(Judge.WISHES_MAX + 1, pay(ada, bob, 1, "k"));

        assertThatThrownBy(() -> explain(wishes, Collections.nCopies(wishes.size(), done("1"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
