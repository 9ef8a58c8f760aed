package com.necpgame.inventory;

import static com.necpgame.inventory.InventoryProblem.BAG_FULL;
import static com.necpgame.inventory.InventoryProblem.ITEM_NOT_FOUND;
import static com.necpgame.inventory.InventoryProblem.MAIL_NOT_FOUND;
import static com.necpgame.inventory.InventoryProblem.NOT_CONSUMABLE;
import static com.necpgame.inventory.InventoryProblem.NOT_ENOUGH;
import static com.necpgame.inventory.InventoryProblem.UNKNOWN_ITEM;

import com.necpgame.contracts.ItemQuantity;
import com.necpgame.contracts.PlayerId;
import com.necpgame.contracts.inventory.ItemsGranted;
import com.necpgame.contracts.inventory.ItemsRemoved;
import com.necpgame.contracts.inventory.ItemsRemoved.Reason;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.event.Delivery;
import com.necpgame.platform.runtime.event.Outbox;
import com.necpgame.platform.runtime.transaction.Idempotency;
import com.necpgame.platform.runtime.transaction.Replanning;
import com.necpgame.platform.runtime.transaction.Replanning.Changed;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Puts things into players' bags and takes them out. Every change is one transaction; there is no other way. */
@Singleton
final class Bag {
    private final Transactions transactions;
    private final BagTable table;
    private final Catalog catalog;
    private final Packing packing;
    private final Replanning replanning;
    private final Outbox outbox;

    Bag(
            Transactions transactions,
            BagTable table,
            Catalog catalog,
            Packing packing,
            InventoryConfig config,
            RandomGenerator random,
            Outbox outbox) {
        this.transactions = transactions;
        this.table = table;
        this.catalog = catalog;
        this.packing = packing;
        this.replanning = config.replanning(random);
        this.outbox = outbox;
    }

    /** Gives the player all of it, in the bag or in the mailbox. */
    void grant(Delivery delivery, PlayerId player, String reference, List<ItemQuantity> items) {
        replanning.until(() -> {
            var packed = packing.pack(player, items);
            var writes = new ArrayList<Write>();
            writes.add(delivery.once());
            writes.addAll(packed.intoBag());
            writes.addAll(packed.intoMailbox(reference));
            writes.add(outbox.put(new ItemsGranted(reference, player, packed.stored(), packed.mailed())));
            transactions.commit(writes);
            return packed;
        });
    }

    /** Moves as much of a mail as fits into the bag; the rest stays. */
    Receipt.OfClaim claim(Idempotency once, PlayerId player, String id) {
        return replanning.until(() -> {
            var mail = table.mail(player.value(), id);
            if (mail == null) {
                throw MAIL_NOT_FOUND.refuse();
            }
            if (catalog.find(mail.item()).isEmpty()) {
                throw UNKNOWN_ITEM.refuse();
            }
            return claim(once, player, mail);
        });
    }

    private Receipt.OfClaim claim(Idempotency once, PlayerId player, Mail mail) {
        var packed = packing.pack(player, List.of(new ItemQuantity(mail.item(), mail.quantity())));
        if (packed.stored().isEmpty()) {
            // Perhaps it is full because somebody else has just claimed this very mail: then there is nothing to
            // refuse.
            if (!mail.equals(table.mail(player.value(), mail.id()))) {
                throw new Changed();
            }
            throw BAG_FULL.refuse();
        }
        var claimed = packed.stored().getFirst().quantity();
        var receipt = new Receipt.OfClaim(mail.id(), mail.item(), claimed, mail.quantity() - claimed);
        var writes = new ArrayList<Write>();
        writes.add(once.answer(receipt));
        writes.add(table.take(mail, claimed).otherwise(Changed::new));
        writes.addAll(packed.intoBag());
        transactions.commit(writes);
        return receipt;
    }

    /** Uses up so many of a stack, or an instance, of what using is the end of. */
    Receipt.OfRemoval consume(Idempotency once, PlayerId player, String id, long quantity) {
        return replanning.until(() -> {
            var found = find(player, id);
            if (!catalog.find(found.item()).map(CatalogItem::isConsumable).orElse(false)) {
                throw NOT_CONSUMABLE.refuse();
            }
            return remove(once, player, found, quantity, Reason.CONSUMED);
        });
    }

    /** Throws away so many of a stack, or an instance, of whatever it is. */
    Receipt.OfRemoval discard(Idempotency once, PlayerId player, String id, long quantity) {
        return replanning.until(() -> remove(once, player, find(player, id), quantity, Reason.DISCARDED));
    }

    private BagItem find(PlayerId player, String id) {
        var found = table.item(player.value(), id);
        if (found == null) {
            throw ITEM_NOT_FOUND.refuse();
        }
        return found;
    }

    private Receipt.OfRemoval remove(Idempotency once, PlayerId player, BagItem found, long quantity, Reason reason) {
        if (quantity > found.quantity()) {
            throw NOT_ENOUGH.refuse("there are " + found.quantity());
        }
        var receipt = new Receipt.OfRemoval(found.id(), found.item(), quantity, found.quantity() - quantity);
        var writes = new ArrayList<Write>();
        writes.add(once.answer(receipt));
        writes.add(table.take(found, quantity).otherwise(Changed::new));
        if (receipt.left() == 0) {
            writes.add(table.free(player.value()));
        }
        writes.add(outbox.put(new ItemsRemoved(player, found.id(), found.item(), quantity, reason)));
        transactions.commit(writes);
        return receipt;
    }
}
