package com.necpgame.inventory;

import static com.necpgame.platform.runtime.transaction.Transactions.WRITES_MAX;

import com.necpgame.contracts.ItemQuantity;
import com.necpgame.contracts.PlayerId;
import com.necpgame.inventory.GrantPlan.Fresh;
import com.necpgame.inventory.GrantPlan.Room;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.Ids;
import com.necpgame.platform.runtime.transaction.Replanning.Changed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Plans where things go in a player's bag as it is now, and writes it so that it holds only if the bag is still so. */
@Singleton
final class Packing {
    /** The most different items at once: each may need a mail of its own. */
    static final int ITEMS_MAX = 50;

    /** What a transaction writes beside places and mails: that it was done, how full the bag is, what it takes or tells. */
    private static final int OTHER_WRITES = 3;

    private final BagTable table;
    private final Catalog catalog;
    private final InventoryConfig config;
    private final Ids ids;
    private final Clock clock;

    Packing(BagTable table, Catalog catalog, InventoryConfig config, Ids ids, Clock clock) {
        this.table = table;
        this.catalog = catalog;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    Packed pack(PlayerId player, List<ItemQuantity> items) {
        if (items.size() > ITEMS_MAX) {
            throw new IllegalArgumentException("at most " + ITEMS_MAX + " items at once, not " + items.size());
        }
        // The slots first: whatever changes while the items are read is then noticed.
        var slots = table.slots(player.value());
        var room = new Room(
                table.items(player.value()),
                config.capacity() - slots.used(),
                WRITES_MAX - OTHER_WRITES - items.size());
        return new Packed(slots, GrantPlan.of(items, room, catalog::find));
    }

    /** A plan for one bag, and its writes. */
    final class Packed {
        private final Slots slots;
        private final GrantPlan plan;
        private final Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);

        private Packed(Slots slots, GrantPlan plan) {
            this.slots = slots;
            this.plan = plan;
        }

        List<ItemQuantity> stored() {
            return plan.stored();
        }

        List<ItemQuantity> mailed() {
            return plan.mailed();
        }

        /** Puts into the bag what is to go there; refused as {@link Changed}. */
        List<Write> intoBag() {
            var writes = new ArrayList<Write>();
            if (!plan.fresh().isEmpty()) {
                writes.add(table.occupy(slots, plan.fresh().size()).otherwise(Changed::new));
            }
            plan.fills().forEach(fill -> writes.add(table.fill(fill).otherwise(Changed::new)));
            plan.fresh().forEach(fresh -> writes.add(table.insert(item(fresh))));
            return writes;
        }

        /** Puts into the mailbox what does not fit. */
        List<Write> intoMailbox(String reference) {
            return plan.mailed().stream()
                    .map(left -> table.insert(
                            new Mail(slots.playerId(), ids.next("mail"), left.item(), left.quantity(), reference, at)))
                    .toList();
        }

        private BagItem item(Fresh fresh) {
            return new BagItem(slots.playerId(), ids.next("itm"), fresh.item(), fresh.quantity(), fresh.unique(), at);
        }
    }
}
