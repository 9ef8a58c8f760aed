package com.necpgame.platform.runtime.event;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.ItemPage;
import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.runtime.problem.PlatformProblem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What listeners could not handle, for the operator to look at and to send again. */
@Singleton
public final class DeadLetters {
    /** How many letters one replay takes on, so that a request ends. */
    public static final int REPLAY_MAX = 100;

    static final Duration REPLAY_TIME_MAX = Duration.ofSeconds(20);

    private final Dynamo dynamo;
    private final Listeners listeners;
    private final Clock clock;
    private final Map<String, Subscription<?>> byName;

    DeadLetters(Dynamo dynamo, Listeners listeners, Clock clock) {
        this.dynamo = dynamo;
        this.listeners = listeners;
        this.clock = clock;
        this.byName = listeners.all().stream().collect(Collectors.toMap(Subscription::name, Function.identity()));
    }

    /** The module's dead letters, by listener, oldest first. */
    public ItemPage<DeadLetter> page(String module, PageOf page) {
        return dynamo.items(DeadLetter.class, module)
                .query()
                .limit(page.limit())
                .from(page.from())
                .page();
    }

    /** @throws com.necpgame.platform.runtime.problem.Refusal if there is no such letter */
    public DeadLetter get(String module, String listener, String id) {
        var letter = dynamo.items(DeadLetter.class, module).get(listener, id);
        if (letter == null) {
            throw PlatformProblem.DEAD_LETTER_NOT_FOUND.refuse();
        }
        return letter;
    }

    /** Offers one letter to its listener again; handled, it is gone. */
    public Redriven redrive(String module, String listener, String id) {
        return redrive(module, get(module, listener, id)) ? new Redriven(1, 0, false) : new Redriven(0, 1, false);
    }

    /** Offers the letters of one listener again, oldest first, as many as fit into one request. */
    public Redriven replay(String module, String listener) {
        var until = clock.instant().plus(REPLAY_TIME_MAX);
        var letters = dynamo.items(DeadLetter.class, module)
                .query()
                .beginning(listener + "#")
                .limit(REPLAY_MAX)
                .page();
        int handled = 0;
        int failed = 0;
        for (var letter : letters.items()) {
            if (clock.instant().isAfter(until)) {
                return new Redriven(handled, failed, true);
            }
            if (redrive(module, letter)) {
                handled++;
            } else {
                failed++;
            }
        }
        return new Redriven(handled, failed, letters.next() != null);
    }

    /** Gives a letter up. */
    public void discard(String module, String listener, String id) {
        get(module, listener, id);
        var letters = dynamo.items(DeadLetter.class, module);
        letters.write(letters.delete(listener, id));
    }

    private boolean redrive(String module, DeadLetter letter) {
        var subscription = byName.get(letter.listener());
        if (subscription == null || !subscription.module().equals(module)) {
            throw PlatformProblem.DEAD_LETTER_NOT_FOUND.refuse("its listener is not in this process");
        }
        var letters = subscription.dead();
        var failure = listeners.offer(subscription, letter.event());
        if (failure == null) {
            letters.write(letters.delete(letter.listener(), letter.id()));
            return true;
        }
        letters.write(
                letters.put(letter.failedAgain(listeners.triesMax(), Listeners.reason(failure), clock.instant())));
        return false;
    }
}
