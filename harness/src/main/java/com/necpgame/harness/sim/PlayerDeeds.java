package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.contracts.PlayerId;
import com.necpgame.harness.sim.World.Flow;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Caller;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Request;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who a player is: sign-in, tokens, profile. */
final class PlayerDeeds {
    private static final int RACERS = 3;

    private final Stage stage;
    private final World world;

    PlayerDeeds(Stage stage) {
        this.stage = stage;
        this.world = stage.world();
    }

    void signIn(Step step) {
        Person person = world.person(step.actor());
        Request request = byDevice(person.deviceId);
        Answer answer = stage.send(Caller.NOBODY, request);
        JsonNode body = accept(request, answer);
        Members.check(request, body, "created", true);
        person.is(Members.text(body, "playerId"));
        hold(person, request, body, "accessToken", "refreshToken", "expiresIn");
        lookAround(person);
    }

    /** Notes what a new player owns already: the simulation judges changes, not a studio's welcome gifts. */
    private void lookAround(Person person) {
        Request wallet = Request.get("/v1/wallet");
        person.balances.putAll(
                Wallets.balances(wallet, stage.read(person, wallet).json()));
        person.balances.forEach((currency, amount) -> world.flow(Flow.OPENED, currency, amount));
        Request ledger = Request.get("/v1/wallet/entries");
        List<JsonNode> entries =
                stage.readAll(person, ledger, Stage.PAGE_ITEMS_MAX).all();
        for (JsonNode entry : entries.reversed()) {
            person.entries.add(new Entry(
                    -1, Members.text(entry, "currency"), entry.path("amount").asLong(), Map.of()));
        }
        person.items.putAll(Bag.read(stage, person, Stage.PAGE_ITEMS_MAX).items());
    }

    void signInAgain(Step step) {
        Person person = world.person(step.actor());
        Request request = byDevice(person.deviceId);
        JsonNode body = accept(request, stage.send(Caller.NOBODY, request));
        Members.check(request, body, "playerId", person.id(), "created", false);
        hold(person, request, body, "accessToken", "refreshToken", "expiresIn");
    }

    void raceSignIn(Step step) {
        Request request = byDevice(stage.key(step, 0));
        Wish wish = Wish.accepted(Caller.NOBODY, request, 201);
        List<Answer> answers = stage.sendAtOnce(Collections.nCopies(RACERS, wish));
        var ids = new HashSet<String>();
        long created = answers.stream()
                .map(answer -> accept(request, answer))
                .peek(body -> ids.add(Members.text(body, "playerId")))
                .filter(body -> body.path("created").asBoolean())
                .count();
        if (ids.size() != 1 || created != 1) {
            throw new Violation(RACERS + " times at once " + request, "one player, created once", answers);
        }
    }

    void refreshToken(Step step) {
        refresh(world.person(step.actor()));
    }

    /** Renews the player's tokens. */
    void refresh(Person person) {
        Request request = Request.form(
                "/oauth/token", Map.of("grant_type", "refresh_token", "refresh_token", person.refreshToken()));
        Answer answer = stage.send(Caller.NOBODY, request);
        if (answer.status() != 200) {
            throw new Violation(request, "200 with a new token", answer);
        }
        hold(person, request, answer.json(), "access_token", "refresh_token", "expires_in");
    }

    private static Request byDevice(String deviceId) {
        return Request.post("/v1/auth/guest", Json.object().put("deviceId", deviceId));
    }

    private static JsonNode accept(Request request, Answer answer) {
        JsonNode body = answer.json();
        if (!answer.isSuccess() || !PlayerId.isValid(Members.text(body, "playerId"))) {
            throw new Violation(request, "200 or 201 with a valid playerId", answer);
        }
        return body;
    }

    private static void hold(
            Person person, Request request, JsonNode body, String access, String refresh, String lifetime) {
        String renewed = Members.text(body, refresh);
        person.holds(
                Members.required(request, body, access),
                renewed.isEmpty() ? person.refreshToken() : renewed,
                OperatorSession.renewalNanos(body.path(lifetime).asLong()));
    }

    void editProfile(Step step) {
        Person person = world.person(step.actor());
        String etag = readProfile(person);
        String name = "Player " + step.number();
        Request request = naming(name).with("If-Match", etag);
        Answer answer = stage.send(person, request);
        Members.check(request, answer.json(), "displayName", name);
        String next = answer.header("etag");
        if (answer.status() != 200 || next == null || next.equals(etag)) {
            throw new Violation(request, "200 with a new ETag", answer + " ETag " + next);
        }
        person.etag = next;
        person.staleEtag = etag;
    }

    void editProfileStale(Step step) {
        Person person = world.person(step.actor());
        String stale = person.staleEtag;
        if (stale == null) {
            editProfile(step);
            return;
        }
        Request request = naming("Nobody").with("If-Match", stale);
        stage.expect(Wish.refused(person, request, Refusal.VERSION_OUTDATED));
        readProfile(person);
    }

    /** Reads the profile, whose ETag must be the last one that was seen. */
    private String readProfile(Person person) {
        Request request = Request.get("/v1/profile");
        Answer answer = stage.read(person, request);
        Members.check(request, answer.json(), "playerId", person.id());
        String etag = answer.header("etag");
        if (etag == null || (person.etag != null && !person.etag.equals(etag))) {
            throw new Violation(request, "ETag " + person.etag, answer + " ETag " + etag);
        }
        person.etag = etag;
        return etag;
    }

    private static Request naming(String name) {
        ObjectNode body = Json.object().put("displayName", name);
        return Request.put("/v1/profile", body);
    }

    void noToken(Step step) {
        refuseEverywhere(Caller.NOBODY);
    }

    void forgedToken(Step step) {
        String token = String.valueOf(world.person(step.actor()).token());
        int middle = token.length() / 2;
        char other = token.charAt(middle) == 'A' ? 'B' : 'A';
        refuseEverywhere(() -> token.substring(0, middle) + other + token.substring(middle + 1));
    }

    private void refuseEverywhere(Caller caller) {
        Stream.of("/v1/profile", "/v1/wallet", "/v1/inventory")
                .forEach(path -> stage.expect(Wish.refused(caller, Request.get(path), Refusal.UNAUTHENTICATED)));
    }
}
