package com.necpgame.gamesimregistry.session;

import static com.necpgame.gamesimregistry.RegistryProblem.NO_CAPACITY;
import static com.necpgame.gamesimregistry.session.Registry.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.necpgame.gamesimregistry.fleet.Strategy;
import com.necpgame.gamesimregistry.fleet.Wish;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Waiting for a slot: who came first is served first, on whichever instance. */
class WaitingLineTest {
    private static final Duration LONG = Duration.ofSeconds(25);
    private static final Map<String, Object> SETTINGS = Map.of("necpgame.gamesim-registry.session.poll-every", "20ms");

    private final TemporaryDynamo store = TemporaryDynamo.open();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> served = new CopyOnWriteArrayList<>();
    private Registry one;
    private Registry two;

    @BeforeEach
    void open() {
        one = Registry.over(store.client(), SETTINGS);
        two = Registry.over(store.client(), SETTINGS);
    }

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        one.close();
        two.close();
        store.close();
    }

    private Future<Session> ask(Registry at, String name, Wish wish, Duration patience) {
        var waiting = waiting();
        // Arrivals of two instances are in order by their clocks, which stand still here.
        one.clock().advance(Duration.ofMillis(1));
        two.clock().advance(Duration.ofMillis(1));
        var answer = threads.submit(() -> {
            var making = new Making(
                    "test", name, wish, new Terms(name, null, 0, Map.of(), "", false, null), List.of(), patience);
            var made = at.bean(Allocations.class).allocate(making).session();
            served.add(name);
            return made;
        });
        await(name + " in the line").until(() -> waiting() > waiting || answer.isDone());
        return answer;
    }

    private Future<Session> ask(Registry at, String name) {
        return ask(at, name, Wish.any(fresh(name)), LONG);
    }

    private long waiting() {
        return one.bean(Dynamo.class).items(Waiter.class).query().count();
    }

    private static Wish in(String region) {
        return new Wish(fresh("w"), region, Map.of(), Strategy.PACKED, List.of(), null, null);
    }

    @Test
    void whoWaitsIsServedInTheOrderOfArrivalOnBothInstances() throws Exception {
        one.ready("sim", 1);
        var holding = one.allocate(fresh("first"), Duration.ZERO);
        var names = List.of("a", "b", "c", "d", "e", "f");
        var answers = new ArrayList<Future<Session>>();
        for (int i = 0; i < names.size(); i++) {
            answers.add(ask(i % 2 == 0 ? one : two, names.get(i)));
        }
        assertThat(waiting()).isEqualTo(6);
        for (var answer : answers) {
            (served.size() % 2 == 0 ? one : two).close(holding, "over");
            holding = answer.get(20, TimeUnit.SECONDS);
        }

        assertThat(served).containsExactlyElementsOf(names);
        assertThat(waiting()).isZero();
    }

    @Test
    void newcomersDoNotPassThoseWhoWait() throws Exception {
        one.ready("sim", 1);
        var holding = one.allocate(fresh("first"), Duration.ZERO);
        var row =
                new Waiter("wait_0", Wish.any(fresh("w")), one.clock().instant().plusSeconds(60));
        var waiters = one.bean(Dynamo.class).items(Waiter.class);
        waiters.write(waiters.put(row));
        one.close(holding, "over");

        var newcomer = ask(two, "newcomer");
        await().during(Duration.ofMillis(300)).until(() -> !newcomer.isDone() && two.used("sim") == 0);
        two.clock().advance(Duration.ofSeconds(61));
        assertThat(newcomer.get(20, TimeUnit.SECONDS))
                .as("the one before is gone")
                .isNotNull();
        assertThat(waiting()).isZero();
    }

    @Test
    void aSlotThatDoesNotFitTheFirstGoesToTheNext() throws Exception {
        one.servers.ready("eu", 1, 4, "eu", one.clock().instant());
        one.servers.ready("us", 1, 4, "us", one.clock().instant());
        var eu = one.allocate(fresh("eu"), Duration.ZERO);
        var us = one.allocate(fresh("us"), Duration.ZERO);
        var first = ask(one, "wants-eu", in(eu.host().region()), LONG);
        var second = ask(two, "wants-us", in(us.host().region()), LONG);
        one.close(us, "over");

        assertThat(second.get(20, TimeUnit.SECONDS).host().simId())
                .isEqualTo(us.host().simId());
        assertThat(first.isDone()).isFalse();
        one.close(eu, "over");
        assertThat(first.get(20, TimeUnit.SECONDS).host().simId())
                .isEqualTo(eu.host().simId());
    }

    @Test
    void aServerThatTurnsReadyServesThemAllAtOnce() throws Exception {
        var answers = new ArrayList<Future<Session>>();
        for (int i = 0; i < 5; i++) {
            answers.add(ask(i % 2 == 0 ? one : two, "w" + i));
        }
        two.ready("sim", 10);
        for (var answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS).host().simId()).isEqualTo("sim");
        }
        assertThat(two.used("sim")).isEqualTo(5);
        assertThat(two.hosted("sim")).isEqualTo(5);
    }

    @Test
    void refusesWhenTheWaitIsOverAndNotBefore() throws Exception {
        var answer = ask(one, "patient", Wish.any(fresh("w")), Duration.ofSeconds(10));
        await().during(Duration.ofMillis(200)).until(() -> !answer.isDone());
        one.clock().advance(Duration.ofSeconds(9));
        await().during(Duration.ofMillis(200)).until(() -> !answer.isDone());
        one.clock().advance(Duration.ofSeconds(1));

        assertThatThrownBy(answer::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.problem()).isEqualTo(NO_CAPACITY);
                    assertThat(refusal.retryAfter()).isPositive();
                });
        await().until(() -> waiting() == 0);
    }

    @Test
    void theLineHasAnEnd() throws Exception {
        var settings = Map.<String, Object>of("necpgame.gamesim-registry.session.queue-max", 2);
        try (var small = Registry.over(store.client(), settings)) {
            ask(small, "a");
            ask(small, "b");
            assertThatThrownBy(() -> small.allocate(fresh("c"), LONG))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.problem()).isEqualTo(NO_CAPACITY));
            small.clock().advance(Duration.ofSeconds(26));
            await().until(() -> waiting() == 0);
        }
    }

    @Test
    void whoWaitsKeepsItsPlaceWhileItLives() {
        var answer = ask(one, "a");
        for (int i = 0; i < 8; i++) {
            one.clock().advance(Duration.ofSeconds(1));
            var until = one.clock().instant().plusSeconds(1);
            await("renewed after " + i + " s").until(() -> leases().stream().allMatch(until::isBefore));
        }
        assertThat(answer.isDone()).isFalse();
    }

    private List<Instant> leases() {
        return one.bean(Dynamo.class).items(Waiter.class).query().list().stream()
                .map(Waiter::leaseUntil)
                .toList();
    }
}
