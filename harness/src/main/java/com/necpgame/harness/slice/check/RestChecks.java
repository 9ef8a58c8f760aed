package com.necpgame.harness.slice.check;

import static com.necpgame.harness.slice.check.Ledger.require;

import com.necpgame.harness.slice.check.Game.Guest;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Request;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** API Gateway's REST shape. */
final class RestChecks {
    private static final int SENDERS = 8;
    private static final int REQUESTS_MAX = 5_000;

    private final Game game;

    RestChecks(Game game) {
        this.game = game;
    }

    void run(Ledger ledger) {
        Guest guest = game.guest();
        ledger.check("REST 200", () -> {
            Answer answer = game.expect(200, Request.get("/v1/wallet"), guest.token());
            require(answer.json().isObject(), "a wallet, not " + answer);
            return answer.body();
        });
        ledger.check("REST 201", () -> game.grant(guest, 500).body());
        ledger.check("REST 201, replayed", () -> {
            Request request = Game.transfer(known(), 5);
            String first = game.expect(201, request, guest.token()).body();
            Answer second = game.expect(201, request, guest.token());
            require(second.isReplayed() && second.body().equals(first), "the first answer, not " + second);
            return "same body, Idempotency-Replayed";
        });
        ledger.check(
                "REST 401",
                () -> game.expect(401, Request.get("/v1/wallet"), null).code());
        ledger.check(
                "REST 404 of a module",
                () -> refused(404, Request.get("/v1/purchases/{id}", "pur_00000000000000000000000000"), guest.token()));
        ledger.check("REST 404 of the gateway", () -> refused(404, Request.get("/v1/nothing"), guest.token()));
        ledger.check("REST 409", () -> refused(409, Game.transfer(known(), 1_000_000), guest.token()));
        ledger.check(
                "REST 422",
                () -> refused(
                        422,
                        Request.post(
                                        "/v1/purchases",
                                        Json.object()
                                                .put("offerId", "rifle-cell-crate")
                                                .put("quantity", 10_000))
                                .withKey(Game.key()),
                        guest.token()));
        ledger.check("REST 429", this::tooMany);
    }

    /** A player whom the economy knows: asked for a wallet, it opens one. */
    private Guest known() {
        Guest other = game.guest();
        game.grant(other, 1);
        return other;
    }

    private String refused(int status, Request request, @Nullable String token) {
        Answer answer = game.expect(status, request, token);
        require(!answer.code().isEmpty(), "a problem with a code, not " + answer);
        return answer.code();
    }

    /** One caller asks more than it may, of a route that no function answers, until the gateway says so. */
    private String tooMany() throws InterruptedException {
        Guest guest = game.guest();
        var seen = new AtomicReference<@Nullable Answer>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sender = 0; sender < SENDERS; sender++) {
                senders.execute(() -> {
                    for (int i = 0; i < REQUESTS_MAX / SENDERS && seen.get() == null; i++) {
                        Answer answer = game.send(Request.get("/v1/nothing"), guest.token());
                        if (answer.status() == 429) {
                            seen.set(answer);
                        }
                    }
                });
            }
        }
        @Nullable Answer answer = seen.get();
        require(answer != null && answer.header("retry-after") != null, "429 with Retry-After, not " + answer);
        return answer == null ? "" : answer.code() + ", Retry-After " + answer.header("retry-after");
    }
}
