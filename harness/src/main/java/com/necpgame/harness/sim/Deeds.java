package com.necpgame.harness.sim;

import com.necpgame.harness.wire.Answer;

/** Does what a step says. */
final class Deeds {
    private final Stage stage;
    private final World world;
    private final PlayerDeeds player;
    private final GrantDeeds grants;
    private final TransferDeeds transfers;
    private final PurchaseDeeds purchases;
    private final InventoryDeeds inventory;

    Deeds(Stage stage) {
        this.stage = stage;
        this.world = stage.world();
        player = new PlayerDeeds(stage);
        grants = new GrantDeeds(stage);
        transfers = new TransferDeeds(stage);
        purchases = new PurchaseDeeds(stage, transfers);
        inventory = new InventoryDeeds(stage);
    }

    Reconciliation reconciliation() {
        return new Reconciliation(stage, transfers, purchases, inventory);
    }

    /** @throws Violation if an answer is not what it must be */
    void play(Step step) {
        step.players().forEach(this::freshen);
        switch (step.deed()) {
            case SIGN_IN -> player.signIn(step);
            case SIGN_IN_AGAIN -> player.signInAgain(step);
            case RACE_SIGN_IN -> player.raceSignIn(step);
            case REFRESH_TOKEN -> player.refreshToken(step);
            case EDIT_PROFILE -> player.editProfile(step);
            case EDIT_PROFILE_STALE -> player.editProfileStale(step);
            case NO_TOKEN -> player.noToken(step);
            case FORGED_TOKEN -> player.forgedToken(step);

            case GRANT -> grants.grant(step, GrantDeeds.AMOUNT_MAX);
            case GRANT_HUGE -> grants.grant(step, GrantDeeds.HUGE_AMOUNT_MAX);
            case GRANT_BY_PLAYER -> grants.grantByPlayer(step);
            case GRANT_UNKNOWN_CURRENCY -> grants.grantUnknownCurrency(step);
            case BURN -> grants.burn(step, false);
            case BURN_TOO_MUCH -> grants.burn(step, true);
            case TRANSFER -> transfers.transfer(step);
            case TRANSFER_ALL -> transfers.transferAll(step);
            case TRANSFER_TOO_MUCH -> transfers.transferTooMuch(step);
            case TRANSFER_TO_SELF -> transfers.transferToSelf(step);
            case TRANSFER_UNKNOWN_CURRENCY -> transfers.transferUnknownCurrency(step);
            case TRANSFER_TO_STRANGER -> transfers.transferToStranger(step);
            case TRANSFER_WITHOUT_KEY -> transfers.transferWithoutKey(step);
            case TRANSFER_MALFORMED -> transfers.transferMalformed(step);
            case PURCHASE -> purchases.purchase(step, false);
            case PURCHASE_MOST -> purchases.purchase(step, true);
            case PURCHASE_UNKNOWN_OFFER -> purchases.purchaseUnknownOffer(step);
            case PURCHASE_OVER_MAX -> purchases.purchaseOverMax(step);
            case RETRY_REFUSED -> purchases.retryRefused(step);
            case READ_WALLET -> transfers.readWallet(step);
            case READ_ENTRIES -> transfers.readEntries(step);
            case READ_PURCHASE -> purchases.readPurchase(step);
            case READ_FOREIGN_PURCHASE -> purchases.readForeignPurchase(step);
            case RACE_SPEND -> purchases.raceSpend(step);
            case RACE_REPEAT -> purchases.raceRepeat(step);

            case CONSUME -> inventory.consume(step, false);
            case CONSUME_TOO_MANY -> inventory.consume(step, true);
            case CONSUME_FOREIGN -> inventory.consumeForeign(step);
            case DISCARD -> inventory.discard(step);
            case CLAIM -> inventory.claim(step);
            case READ_INVENTORY -> inventory.readInventory(step);
            case RACE_CONSUME -> inventory.raceConsume(step);
            case RACE_CLAIM -> inventory.raceClaim(step);

            case REPEAT -> repeat(step, false);
            case REPEAT_CHANGED -> repeat(step, true);
        }
    }

    private void freshen(int index) {
        Person person = world.person(index);
        if (person.isTokenOld(System.nanoTime())) {
            player.refresh(person);
        }
    }

    private void repeat(Step step, boolean changed) {
        Person person = world.person(step.actor());
        if (person.done.isEmpty()) {
            transfers.readWallet(step);
            return;
        }
        Person.Done done = person.done.get(step.chance().nextInt(person.done.size()));
        Answer stored = done.answer();
        stage.expect(
                changed
                        ? Wish.refused(done.caller(), Repeats.changed(done.request()), Refusal.KEY_REUSED)
                        : Wish.replayed(done.caller(), done.request(), stored));
    }
}
