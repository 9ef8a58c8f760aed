package com.necpgame.harness.sim;

import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether answers are right. One request has one right answer. Requests that ran at the same time have taken effect
 * in an order that nobody saw: their answers are right if some order explains all of them.
 */
final class Judge {
    /** Every order is tried, so there may not be many: 5! = 120. */
    static final int WISHES_MAX = 5;

    private final List<Wish> wishes;
    private final List<Answer> answers;
    private final ToLongFunction<Holding> before;
    private final Ceilings ceilings;

    private Judge(List<Wish> wishes, List<Answer> answers, World world) {
        this.wishes = wishes;
        this.answers = answers;
        this.before = world::amount;
        this.ceilings = world.ceilings();
    }

    /**
     * What holds after the requests.
     *
     * @param world what held before them
     * @param took receives, in a possible order, the numbers of the requests that took effect
     * @throws Violation if no order explains the answers
     */
    static Draft explain(List<Wish> wishes, List<Answer> answers, World world, List<Integer> took) {
        if (wishes.size() > WISHES_MAX) {
            throw new IllegalArgumentException("at most " + WISHES_MAX + " requests at once");
        }
        var judge = new Judge(wishes, answers, world);
        Draft draft = judge.search(new ArrayList<>(), took);
        if (draft == null) {
            throw judge.violation();
        }
        return draft;
    }

    private @Nullable Draft search(List<Integer> order, List<Integer> took) {
        var draft = new Draft(before);
        took.clear();
        for (int number : order) {
            if (!agrees(draft, number, took)) {
                return null;
            }
        }
        if (order.size() == wishes.size()) {
            return draft;
        }
        for (int number = 0; number < wishes.size(); number++) {
            if (!order.contains(number)) {
                order.add(number);
                Draft found = search(order, took);
                if (found != null) {
                    return found;
                }
                order.removeLast();
            }
        }
        return null;
    }

    /** Plays one request on the draft. @return false if its answer is not the one that it would get now */
    private boolean agrees(Draft draft, int number, List<Integer> took) {
        Wish wish = wishes.get(number);
        Answer answer = answers.get(number);
        if (wish.perhaps() != null && wish.perhaps().isAnsweredBy(answer)) {
            return true;
        }
        if (wish.always() != null) {
            return wish.always().isAnsweredBy(answer);
        }
        if (wish.stored() != null) {
            return isReplay(answer, wish.stored());
        }
        String key = wish.request().idempotencyKey();
        int user = key == null ? -1 : draft.userOf(key);
        if (user >= 0) {
            return isReplay(answer, answers.get(user));
        }
        if (Refusal.BALANCE_LIMIT.isAnsweredBy(answer)) {
            return draft.affords(wish.changes())
                    && wish.incomes()
                            .anyMatch(change -> ceilings.mayRefuse(
                                    change.holding().thing(), draft.amount(change.holding()) + change.delta()));
        }
        if (!draft.apply(wish.changes())) {
            Refusal shortage = shortage(draft, wish);
            return shortage != null && shortage.isAnsweredBy(answer);
        }
        if (key != null) {
            draft.use(key, number);
        }
        took.add(number);
        boolean withinCeiling = wish.incomes()
                .map(Holding.Change::holding)
                .allMatch(holding -> ceilings.mayAccept(holding.thing(), draft.amount(holding)));
        return withinCeiling && answer.status() == wish.status() && (!answer.isReplayed() || answer.resent());
    }

    private static @Nullable Refusal shortage(Draft draft, Wish wish) {
        boolean gone =
                wish.changes().stream().anyMatch(change -> change.delta() < 0 && draft.amount(change.holding()) == 0);
        return gone && wish.whenGone() != null ? wish.whenGone() : wish.whenShort();
    }

    private static boolean isReplay(Answer answer, Answer stored) {
        return answer.isReplayed()
                && answer.status() == stored.status()
                && answer.json().equals(stored.json());
    }

    private Violation violation() {
        if (wishes.size() == 1) {
            return new Violation(wishes.getFirst().request(), expectation(wishes.getFirst()), answers.getFirst());
        }
        var requests = new StringBuilder();
        var given = new StringBuilder();
        for (int i = 0; i < wishes.size(); i++) {
            Request request = wishes.get(i).request();
            requests.append("\n  ").append(i + 1).append(". ").append(request);
            given.append("\n  ").append(i + 1).append(". ").append(answers.get(i));
        }
        return new Violation("at the same time:" + requests, "an order that explains every answer" + holdings(), given);
    }

    private String expectation(Wish wish) {
        if (wish.always() != null) {
            return wish.always().toString();
        }
        if (wish.stored() != null) {
            return "the stored answer with Idempotency-Replayed: true: " + wish.stored();
        }
        var draft = new Draft(before);
        Refusal shortage = shortage(draft, wish);
        boolean enough = draft.apply(wish.changes());
        return (enough ? Integer.toString(wish.status()) : String.valueOf(shortage)) + holdings();
    }

    private String holdings() {
        var text = new StringBuilder();
        wishes.stream()
                .flatMap(wish -> wish.changes().stream())
                .map(Holding.Change::holding)
                .distinct()
                .forEach(h -> text.append("; player ")
                        .append(h.owner())
                        .append(" has ")
                        .append(before.applyAsLong(h))
                        .append(' ')
                        .append(h.thing()));
        return text.toString();
    }
}
