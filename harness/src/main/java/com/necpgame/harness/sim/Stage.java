package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.server.Target;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Caller;
import com.necpgame.harness.wire.Client;
import com.necpgame.harness.wire.Patience;
import com.necpgame.harness.wire.Request;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Where steps are played: sends requests, has the answers judged, and notes in the world what took effect. */
final class Stage {
    static final int PAGE_ITEMS_MAX = 100;
    static final int PAGES_MAX = 10_000;

    private static final Duration DELIVERY_PAUSE = Duration.ofMillis(10);

    private final SimulationOptions options;
    private final World world;
    private final Client client;
    private final OperatorSession operator;
    private final ExecutorService racers;

    /**
     * A list, read to its end.
     *
     * @param lastPage the last page as it came, for what it says beside its items
     */
    record Items(List<JsonNode> all, JsonNode lastPage) {}

    /** @param racers runs tasks at once, as many as are given */
    Stage(SimulationOptions options, World world, Client client, Target target, ExecutorService racers) {
        this.options = options;
        this.world = world;
        this.client = client;
        this.operator = new OperatorSession(client, target.operator());
        this.racers = racers;
    }

    World world() {
        return world;
    }

    Caller operator() {
        return operator;
    }

    /** A key or name that is of this step of this run alone. */
    String key(Step step, int number) {
        return options.run() + "-" + options.seed() + "-" + step.number() + "-" + number;
    }

    /** Waits as long as a delivery may take. */
    Patience deliveryPatience() {
        return new Patience(options.settleWithin(), DELIVERY_PAUSE);
    }

    /** @throws Violation if there is no answer */
    Answer send(Caller caller, Request request) {
        try {
            return client.send(caller, request);
        } catch (UncheckedIOException e) {
            throw new Violation(request, "an answer", e);
        }
    }

    /** Reads what must be readable. */
    Answer read(Caller caller, Request request) {
        Answer answer = send(caller, request);
        if (answer.status() != 200) {
            throw new Violation(request, 200, answer);
        }
        return answer;
    }

    /** Plays one request. @return its answer, which was right */
    Answer expect(Wish wish) {
        return expectAll(List.of(wish)).getFirst();
    }

    /** Plays a request of one player alone, and remembers it if it was refused. */
    void expectOrRemember(Person person, Wish wish) {
        if (!expect(wish).isSuccess()) {
            person.rememberRefused(wish);
        }
    }

    /** Plays requests, all at the same time if there are several. @return their answers, which some order explains */
    List<Answer> expectAll(List<Wish> wishes) {
        List<Answer> answers = wishes.size() == 1 ? List.of(send(wishes.getFirst())) : sendAtOnce(wishes);
        var took = new ArrayList<Integer>();
        Draft after = Judge.explain(wishes, answers, world, took);
        took.forEach(number ->
                wishes.get(number).promise().accept(answers.get(number).json()));
        learnCeilings(wishes, answers, after);
        world.adopt(after);
        took.forEach(number -> wishes.get(number).effect().accept(answers.get(number)));
        return answers;
    }

    /** Of a race nobody knows what held when something was refused. */
    private void learnCeilings(List<Wish> wishes, List<Answer> answers, Draft after) {
        Ceilings ceilings = world.ceilings();
        if (wishes.size() == 1 && Refusal.BALANCE_LIMIT.isAnsweredBy(answers.getFirst())) {
            wishes.getFirst()
                    .incomes()
                    .forEach(income -> ceilings.refused(
                            income.holding().thing(), after.amount(income.holding()) + income.delta()));
        }
        wishes.stream().flatMap(Wish::incomes).map(Holding.Change::holding).forEach(holding -> {
            if (after.changed().containsKey(holding)) {
                ceilings.accepted(holding.thing(), after.amount(holding));
            }
        });
    }

    private Answer send(Wish wish) {
        return send(wish.caller(), wish.request());
    }

    List<Answer> sendAtOnce(List<Wish> wishes) {
        var start = new CountDownLatch(wishes.size());
        List<Future<Answer>> futures = wishes.stream()
                .map(wish -> racers.submit(() -> {
                    start.countDown();
                    start.await();
                    return send(wish);
                }))
                .toList();
        return futures.stream().map(Stage::join).toList();
    }

    private static Answer join(Future<Answer> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Violation violation) {
                throw violation;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a list to its end.
     *
     * @param limit items per page
     * @throws Violation if a page is too long, an id comes twice, or there is no end
     */
    Items readAll(Caller caller, Request list, int limit) {
        var items = new ArrayList<JsonNode>();
        var ids = new HashSet<String>();
        Request request = list.query("limit", Integer.toString(limit));
        for (int page = 0; page < PAGES_MAX; page++) {
            JsonNode body = read(caller, request).json();
            JsonNode slice = body.path("items");
            if (!slice.isArray() || slice.size() > limit) {
                throw new Violation(request, "at most " + limit + " items", body);
            }
            for (JsonNode item : slice) {
                items.add(item);
                if (!ids.add(Members.required(request, item, "id"))) {
                    throw new Violation(request, "every item once", item);
                }
            }
            String cursor = Members.text(body, "nextCursor");
            if (cursor.isEmpty()) {
                return new Items(items, body);
            }
            request = list.query("limit", Integer.toString(limit)).query("cursor", cursor);
        }
        throw new Violation(list, "an end after at most " + PAGES_MAX + " pages", "more");
    }
}
