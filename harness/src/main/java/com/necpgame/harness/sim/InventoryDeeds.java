package com.necpgame.harness.sim;

import com.necpgame.harness.sim.Bag.Row;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Request;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What is done with items: used up, thrown away, fetched from the mail, and read. */
final class InventoryDeeds {
    static final String CONSUME = "/v1/inventory/items/{id}/consume";
    static final String DISCARD = "/v1/inventory/items/{id}/discard";
    static final String CLAIM = "/v1/inventory/mail/{id}/claim";

    private static final String NO_SUCH_ITEM = "itm_00000000000000000000000000";
    private static final String NO_SUCH_MAIL = "mail_00000000000000000000000000";
    private static final int RACERS = 3;
    /** No longer there, or the bag is full. */
    private static final Refusal GONE = new Refusal(Set.of(404, 409), "");

    private final Stage stage;
    private final World world;

    InventoryDeeds(Stage stage) {
        this.stage = stage;
        this.world = stage.world();
    }

    /**
     * Reads bag and mail until everything that was bought has arrived.
     *
     * @throws Violation if it does not arrive in time, or something else is there
     */
    Bag settled(Person person, int limit) {
        Bag bag = stage.deliveryPatience()
                .look(() -> Bag.read(stage, person, limit), seen -> seen.items().equals(person.items));
        if (!bag.items().equals(person.items)) {
            throw new Violation(
                    "bag and mail of player " + person.index,
                    "within the time of a delivery " + person.items,
                    bag.items());
        }
        person.rows.clear();
        bag.rows().forEach(row -> person.rows.put(row.id(), row.quantity()));
        bag.mail().forEach(row -> person.rows.put(row.id(), row.quantity()));
        return bag.consistent();
    }

    void readInventory(Step step) {
        settled(world.person(step.actor()), 1 + step.chance().nextInt(Stage.PAGE_ITEMS_MAX));
    }

    void discard(Step step) {
        SplittableRandom chance = step.chance();
        Person person = world.person(step.actor());
        List<Row> rows = settled(person, Stage.PAGE_ITEMS_MAX).rows();
        if (rows.isEmpty()) {
            refuseUnknown(step, person, DISCARD, NO_SUCH_ITEM);
            return;
        }
        Row row = rows.get(chance.nextInt(rows.size()));
        stage.expect(takeOut(step, 0, person, DISCARD, row, 1 + chance.nextLong(row.quantity())));
    }

    void consume(Step step, boolean tooMany) {
        SplittableRandom chance = step.chance();
        Person person = world.person(step.actor());
        List<Row> rows = settled(person, Stage.PAGE_ITEMS_MAX).rows();
        if (rows.isEmpty()) {
            refuseUnknown(step, person, CONSUME, NO_SUCH_ITEM);
            return;
        }
        Row row = rows.get(chance.nextInt(rows.size()));
        long quantity = tooMany ? row.quantity() + 1 + chance.nextInt(3) : 1 + chance.nextLong(row.quantity());
        Wish wish = takeOut(step, 0, person, CONSUME, row, quantity).orPerhaps(Refusal.NOT_CONSUMABLE);
        Answer answer = stage.expect(wish);
        boolean usedUp = !Refusal.NOT_CONSUMABLE.isAnsweredBy(answer);
        if (!world.catalog().learn(row.item(), usedUp)) {
            throw new Violation(
                    wish.request(), row.item() + (usedUp ? " not" : "") + " to be used up, as before", answer);
        }
    }

    void consumeForeign(Step step) {
        List<Row> rows = Bag.read(stage, world.person(step.other()), Stage.PAGE_ITEMS_MAX)
                .rows();
        String id = rows.isEmpty() ? NO_SUCH_ITEM : rows.getFirst().id();
        refuseUnknown(step, world.person(step.actor()), step.chance().nextBoolean() ? CONSUME : DISCARD, id);
    }

    private void refuseUnknown(Step step, Person person, String route, String id) {
        Request request =
                Request.post(route, Json.object().put("quantity", 1), id).withKey(stage.key(step, 0));
        stage.expect(Wish.refused(person, request, Refusal.ITEM_NOT_FOUND));
    }

    /** Takes so many of a row out of the bag, if it holds them. */
    private Wish takeOut(Step step, int number, Person person, String route, Row row, long quantity) {
        Request request = Request.post(route, Json.object().put("quantity", quantity), row.id())
                .withKey(stage.key(step, number));
        return Wish.accepted(person, request, 200)
                .moving(Refusal.NOT_ENOUGH, new Holding(person.index, row.id()).change(-quantity))
                .whenGone(Refusal.ITEM_NOT_FOUND)
                .then(answer -> {
                    person.addItem(row.item(), -quantity);
                    person.remember(person, request, answer);
                });
    }

    void claim(Step step) {
        Person person = world.person(step.actor());
        Bag bag = settled(person, Stage.PAGE_ITEMS_MAX);
        if (bag.mail().isEmpty()) {
            Request request = Request.post(CLAIM, Json.object(), NO_SUCH_MAIL).withKey(stage.key(step, 0));
            stage.expect(Wish.refused(person, request, Refusal.MAIL_NOT_FOUND));
            return;
        }
        Row mail = bag.mail().get(step.chance().nextInt(bag.mail().size()));
        stage.expect(claim(step, 0, person, bag, mail));
        settled(person, Stage.PAGE_ITEMS_MAX);
    }

    /**
     * Moves as much of a mail into the bag as fits. Where each piece would find a slot of its own, all of it must; where
     * not, more or less of it may, or nothing, and it counts only that nothing is lost or doubled.
     */
    private Wish claim(Step step, int number, Person person, Bag bag, Row mail) {
        Request request = Request.post(CLAIM, Json.object(), mail.id()).withKey(stage.key(step, number));
        Wish wish = Wish.accepted(person, request, 200).then(answer -> person.remember(person, request, answer));
        return bag.free() >= mail.quantity()
                ? wish.moving(Refusal.MAIL_NOT_FOUND, new Holding(person.index, mail.id()).change(-mail.quantity()))
                : wish.orPerhaps(GONE);
    }

    void raceConsume(Step step) {
        Person person = world.person(step.actor());
        List<Row> rows = settled(person, Stage.PAGE_ITEMS_MAX).rows();
        if (rows.isEmpty()) {
            refuseUnknown(step, person, CONSUME, NO_SUCH_ITEM);
            return;
        }
        Row row = rows.get(step.chance().nextInt(rows.size()));
        long half = row.quantity() / 2 + 1;
        stage.expectAll(List.of(
                takeOut(step, 0, person, CONSUME, row, half).orPerhaps(Refusal.NOT_CONSUMABLE),
                takeOut(step, 1, person, DISCARD, row, half),
                takeOut(step, 2, person, DISCARD, row, half)));
        settled(person, Stage.PAGE_ITEMS_MAX);
    }

    void raceClaim(Step step) {
        Person person = world.person(step.actor());
        Bag bag = settled(person, Stage.PAGE_ITEMS_MAX);
        if (bag.mail().isEmpty()) {
            return;
        }
        Row mail = bag.mail().get(step.chance().nextInt(bag.mail().size()));
        stage.expectAll(IntStream.range(0, RACERS)
                .mapToObj(number -> claim(step, number, person, bag, mail))
                .toList());
        settled(person, Stage.PAGE_ITEMS_MAX);
    }
}
