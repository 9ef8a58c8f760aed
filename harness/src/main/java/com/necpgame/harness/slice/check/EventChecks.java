package com.necpgame.harness.slice.check;

import static com.necpgame.harness.slice.check.Ledger.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.slice.bus.QueueOptions;
import com.necpgame.harness.slice.bus.SqsQueue;
import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.slice.call.SliceDescription;
import com.necpgame.harness.slice.check.Game.Guest;
import com.necpgame.harness.slice.local.LocalSlice;
import com.necpgame.harness.slice.local.SlicesTarget;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** EventBridge's bus, its schedules, SQS, and the table's stream. */
final class EventChecks {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Duration VISIBILITY = Duration.ofMillis(200);
    private static final int RECEIVES_MAX = 3;
    private static final int PURCHASES = 5;
    private static final int SHARDS = 4;
    private static final String ECONOMY = "economy";
    private static final String LISTENER = "WalletOpening";

    private final SlicesTarget slices;
    private final Game game;

    EventChecks(SlicesTarget slices, Game game) {
        this.slices = slices;
        this.game = game;
    }

    void run(Ledger ledger) {
        ledger.check("EventBridge to a listener", this::delivered);
        ledger.check(
                "EventBridge to a listener that fails: retried, then a dead letter, then redriven", this::deadLetter);
        ledger.check(
                "EventBridge to a function that cannot even record it: two more tries, then the bus's queue",
                this::lost);
        ledger.check("Schedule", this::scheduled);
        ledger.check("SQS with a message that fails", this::queued);
        ledger.check("Stream relay with duplicates, half batches and refused entries", this::relayed);
        ledger.check("Every outbox is empty", this::drained);
    }

    private boolean isOpen(String playerId) {
        JsonNode row = game.item(ECONOMY, "WALLET#" + playerId, "OPENED");
        return row.isObject() && !row.isEmpty();
    }

    private String delivered() {
        String player = Game.stranger();
        slices.bus().put(Game.joined(player));
        Game.eventually("the wallet", () -> isOpen(player), open -> open);
        return "its effect is there";
    }

    /** All that the listener writes is refused; the dead letter is not. */
    private String deadLetter() {
        String player = Game.stranger();
        long before = slices.faults().refused();
        slices.faults().refuse((operation, body) -> body.contains(player) && !body.contains("\"DEAD\""));
        try {
            slices.bus().put(Game.joined(player));
            Game.eventually("the dead letter", () -> letterOf(player), letter -> !letter.isMissingNode());
        } finally {
            slices.faults().refuseNothing();
        }
        require(!isOpen(player), "no wallet of a player whose event is dead");
        JsonNode letter = letterOf(player);
        String path = "/v1/operations/economy/dead-letters/" + LISTENER + "/"
                + letter.path("id").asText();
        game.expect(200, Request.post(path + "/redrive", Json.object()), game.operatorToken());
        Game.eventually("the wallet", () -> isOpen(player), open -> open);
        return letter.path("tries").asInt() + " tries, " + (slices.faults().refused() - before)
                + " calls of the store refused, wallet opened by redrive";
    }

    private JsonNode letterOf(String player) {
        Answer answer = game.expect(200, Request.get("/v1/operations/economy/dead-letters"), game.operatorToken());
        for (JsonNode letter : answer.json().path("items")) {
            if (letter.path("data").asText().contains(player)) {
                return letter;
            }
        }
        return Json.object().path("none");
    }

    private String lost() {
        String player = Game.stranger();
        slices.faults().refuse((operation, body) -> body.contains(player));
        try {
            slices.bus().put(Game.joined(player));
            var dead = Game.eventually(
                    "the event in the bus's dead-letter queue",
                    () -> slices.bus().dead().stream()
                            .filter(letter -> letter.event().toString().contains(player))
                            .toList(),
                    letters -> !letters.isEmpty());
            require(
                    dead.getFirst().tries() == 3,
                    "three tries, not " + dead.getFirst().tries());
            return dead.getFirst().source() + " after " + dead.getFirst().tries() + " invocations";
        } finally {
            slices.faults().refuseNothing();
        }
    }

    private String scheduled() {
        Set<String> due = slices.slices().stream()
                .flatMap(slice -> slice.description().recurring().stream()
                        .map(SliceDescription.Due::name)
                        .map(name -> slice.module() + "." + name))
                .collect(Collectors.toCollection(TreeSet::new));
        require(!due.isEmpty(), "recurring work");
        Game.eventually(
                "a run of each of " + due, () -> slices.schedules().runs().keySet(), runs -> runs.containsAll(due));
        Invoker function = slices.slice("voice").function();
        ObjectNode rule = Json.object().put("version", "0").put("id", Game.key());
        rule.put("detail-type", "Scheduled Event").put("source", "aws.events").putObject("detail");
        var invoked = function.invoke(rule.toString().getBytes(StandardCharsets.UTF_8));
        require(!invoked.failed(), "a rule's Scheduled Event is taken, not " + invoked.error());
        return due.size() + " pieces of work by name, and all of voice's by a rule";
    }

    private String queued() {
        List<String> players = List.of(Game.stranger(), Game.stranger());
        ObjectNode wrapped = Json.object().put("listener", LISTENER);
        wrapped.set("event", Game.joined(players.getLast()));
        var options = new QueueOptions("check", 10, VISIBILITY, RECEIVES_MAX);
        LocalSlice slice = slices.slice(ECONOMY);
        try (var queue = new SqsQueue(options, slice.function())) {
            queue.send(List.of(Game.joined(players.getFirst()).toString(), "{\"no\":\"event\"}", wrapped.toString()));
            require(queue.drain(SOON), "an empty queue after " + SOON);
            require(queue.deleted() == 2 && queue.dead().size() == 1, "two done and one dead, not " + queue.dead());
            require(queue.dead().getFirst().tries() == RECEIVES_MAX, "dead after " + RECEIVES_MAX + " receives");
            require(players.stream().allMatch(this::isOpen), "the effect of both good ones");
            return "2 done, 1 dead after " + RECEIVES_MAX + " receives, " + queue.partialFailures()
                    + " partial failures";
        }
    }

    private String relayed() {
        Guest buyer = game.guest();
        game.grant(buyer, 10_000);
        for (int i = 0; i < PURCHASES; i++) {
            var purchase = Json.object().put("offerId", "shield-battery-single").put("quantity", 1);
            game.expect(201, Request.post("/v1/purchases", purchase).withKey(Game.key()), buyer.token());
        }
        Game.eventually("the delivery of all purchases", () -> delivered(buyer), count -> count == PURCHASES);
        require(slices.bus().drain(SOON), "an end of deliveries");
        long items = batteries(buyer);
        require(items == PURCHASES, PURCHASES + " items in the bag, not " + items);
        return PURCHASES + " purchases, " + items + " items; "
                + slices.streams().counts() + "; " + slices.bus().counts();
    }

    private long delivered(Guest buyer) {
        long delivered = 0;
        for (JsonNode purchase : game.expect(200, Request.get("/v1/purchases"), buyer.token())
                .json()
                .path("items")) {
            delivered += "DELIVERED".equals(purchase.path("status").asText()) ? 1 : 0;
        }
        return delivered;
    }

    private long batteries(Guest buyer) {
        long quantity = 0;
        for (JsonNode item : game.expect(200, Request.get("/v1/inventory"), buyer.token())
                .json()
                .path("items")) {
            quantity += "shield-battery".equals(item.path("item").asText())
                    ? item.path("quantity").asLong()
                    : 0;
        }
        return quantity;
    }

    private String drained() {
        for (LocalSlice slice : slices.slices()) {
            for (int shard = 0; shard < SHARDS; shard++) {
                String partition = "OUT#%02d".formatted(shard);
                Game.eventually(
                        "the end of " + slice.module() + " " + partition,
                        () -> game.rows(slice.module(), partition),
                        rows -> rows == 0);
            }
        }
        return slices.slices().size() * SHARDS + " shards";
    }
}
