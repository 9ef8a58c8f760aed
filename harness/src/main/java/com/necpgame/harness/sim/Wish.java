package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.sim.Holding.Change;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Caller;
import com.necpgame.harness.wire.Request;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request and what it must lead to. Immutable; made by {@link #accepted}, {@link #refused} or {@link #replayed}, then
 * refined.
 *
 * @param status of the answer if it takes effect
 * @param changes what it moves if it takes effect
 * @param whenShort the answer if a holding does not suffice
 * @param whenGone the answer if there is nothing of it at all; null if that is the same
 * @param always the answer whatever holds, null if it can take effect
 * @param perhaps an answer that is also right, for reasons that cannot be seen from outside
 * @param stored the answer that must be given again, null if there is none
 * @param promise what the body of an accepting answer must say; throws {@link Violation}
 * @param effect what the auditor notes when it has taken effect
 */
record Wish(
        Caller caller,
        Request request,
        int status,
        List<Change> changes,
        @Nullable Refusal whenShort,
        @Nullable Refusal whenGone,
        @Nullable Refusal always,
        @Nullable Refusal perhaps,
        @Nullable Answer stored,
        Consumer<JsonNode> promise,
        Consumer<Answer> effect) {

    static Wish accepted(Caller caller, Request request, int status) {
        return new Wish(caller, request, status, List.of(), null, null, null, null, null, body -> {}, answer -> {});
    }

    static Wish refused(Caller caller, Request request, Refusal refusal) {
        return new Wish(caller, request, 0, List.of(), null, null, refusal, null, null, body -> {}, answer -> {});
    }

    /** The same request again, which must get the stored answer. */
    static Wish replayed(Caller caller, Request request, Answer stored) {
        return new Wish(caller, request, stored.status(), List.of(), null, null, null, null, stored, b -> {}, a -> {});
    }

    /** The changes that give somebody something. */
    Stream<Change> incomes() {
        return changes.stream().filter(change -> change.delta() > 0);
    }

    Wish moving(Refusal whenShort, Change... changes) {
        return new Wish(
                caller,
                request,
                status,
                List.of(changes),
                whenShort,
                whenGone,
                always,
                perhaps,
                stored,
                promise,
                effect);
    }

    /** Refines {@link #moving}: what is used up no longer exists. */
    Wish whenGone(Refusal other) {
        return new Wish(caller, request, status, changes, whenShort, other, always, perhaps, stored, promise, effect);
    }

    Wish orPerhaps(Refusal other) {
        return new Wish(caller, request, status, changes, whenShort, whenGone, always, other, stored, promise, effect);
    }

    Wish promising(Consumer<JsonNode> other) {
        return new Wish(caller, request, status, changes, whenShort, whenGone, always, perhaps, stored, other, effect);
    }

    Wish then(Consumer<Answer> more) {
        return new Wish(
                caller,
                request,
                status,
                changes,
                whenShort,
                whenGone,
                always,
                perhaps,
                stored,
                promise,
                effect.andThen(more));
    }
}
