package com.necpgame.platform.runtime.transaction;

import static com.necpgame.platform.data.Conditions.absent;
import static com.necpgame.platform.data.Conditions.any;
import static com.necpgame.platform.data.Conditions.lessThan;
import static com.necpgame.platform.runtime.problem.PlatformProblem.IDEMPOTENCY_KEY_REUSED;

import com.necpgame.platform.data.Items;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.problem.Refusal;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/**
 * One request that takes effect at most once, however often it is sent. A controller asks for it as a parameter.
 *
 * <p>The answer is a row in the same transaction as the effect: committed together, repeated for as long as it is
 * kept. A refusal stores nothing and is judged afresh.
 */
public final class Idempotency {
    /** Which request this is. */
    record Identity(String caller, String route, String key, String hash) {}

    private final Identity request;
    private final int status;
    private final Items<AnswerRow> answers;
    private final ObjectMapper json;
    private final Clock clock;
    private final Duration kept;

    Idempotency(Identity request, int status, Items<AnswerRow> answers, ObjectMapper json, Clock clock, Duration kept) {
        this.request = request;
        this.status = status;
        this.answers = answers;
        this.json = json;
        this.clock = clock;
        this.kept = kept;
    }

    /** Whose key it is: other callers may use the same. */
    public String caller() {
        return request.caller();
    }

    /** The {@code Idempotency-Key}, for modules that keep what it became longer than the answer is kept. */
    public String key() {
        return request.key();
    }

    /** A hash of what is asked: its method, path and body. */
    public String fingerprint() {
        return request.hash();
    }

    /**
     * Runs what the request asks for. If that is refused but the request had been answered before, the first answer
     * stands: what made it impossible since is no business of a repetition.
     */
    public <T> T attempt(Supplier<T> effect) {
        try {
            return effect.get();
        } catch (Refusal refusal) {
            var before = answers.get(request.caller(), request.route(), request.key());
            if (before == null || before.exp() <= clock.instant().getEpochSecond()) {
                throw refusal;
            }
            throw repeated(before);
        }
    }

    /** The row that remembers this answer: the first line of the transaction that takes effect. */
    public Write answer(Object answer) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var row = new AnswerRow(
                request.caller(),
                request.route(),
                request.key(),
                request.hash(),
                status,
                write(answer),
                now,
                now.plus(kept).getEpochSecond());
        return answers.put(row)
                .when(any(absent(), lessThan("exp", now.getEpochSecond())))
                .otherwise(found -> repeated(found.as(AnswerRow.class)));
    }

    private RuntimeException repeated(AnswerRow before) {
        return before.hash().equals(request.hash())
                ? new Replay(before.status(), before.body())
                : IDEMPOTENCY_KEY_REUSED.refuse();
    }

    private String write(Object answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
