package com.necpgame.inventory;

import com.necpgame.contracts.ItemQuantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where granted items go: first onto the stacks of their kind, oldest first, then into free slots, and what is left into
 * the mailbox, as is all that the catalog does not know. Decides only; {@link Bag} does it.
 *
 * @param fills what is put onto stacks that there are
 * @param fresh what gets a slot of its own
 * @param stored all that goes into the bag, one line per item
 * @param mailed all that goes into the mailbox, one line per item
 */
record GrantPlan(List<Fill> fills, List<Fresh> fresh, List<ItemQuantity> stored, List<ItemQuantity> mailed) {
    /**
     * @param stack as it was seen
     * @param quantity that is added
     * @param stackMax the most that it may hold then
     */
    record Fill(BagItem stack, long quantity, long stackMax) {}

    /** A new stack, or a unique instance. */
    record Fresh(String item, long quantity, boolean unique) {}

    /**
     * What there is to put things into.
     *
     * @param stacks what lies in the bag, oldest first
     * @param freeSlots how many slots hold nothing
     * @param placesMax how many stacks and instances one grant may touch
     */
    record Room(List<BagItem> stacks, long freeSlots, int placesMax) {}

    GrantPlan {
        fills = List.copyOf(fills);
        fresh = List.copyOf(fresh);
        stored = List.copyOf(stored);
        mailed = List.copyOf(mailed);
    }

    static GrantPlan of(List<ItemQuantity> granted, Room room, Function<String, Optional<CatalogItem>> catalog) {
        var planner = new Planner(room);
        perItem(granted).forEach((item, quantity) -> planner.place(item, quantity, catalog.apply(item)));
        return new GrantPlan(planner.fills, planner.fresh, planner.stored, planner.mailed);
    }

    private static Map<String, Long> perItem(List<ItemQuantity> granted) {
        var sums = new LinkedHashMap<String, Long>();
        granted.forEach(each -> sums.merge(each.item(), each.quantity(), Math::addExact));
        return sums;
    }

    private static final class Planner {
        private final List<BagItem> stacks;
        private final List<Fill> fills = new ArrayList<>();
        private final List<Fresh> fresh = new ArrayList<>();
        private final List<ItemQuantity> stored = new ArrayList<>();
        private final List<ItemQuantity> mailed = new ArrayList<>();
        private long freeSlots;
        private int places;

        Planner(Room room) {
            this.stacks = room.stacks();
            this.freeSlots = room.freeSlots();
            this.places = room.placesMax();
        }

        void place(String item, long quantity, Optional<CatalogItem> known) {
            var left = known.map(kind -> open(kind, fill(kind, quantity))).orElse(quantity);
            note(stored, item, quantity - left);
            note(mailed, item, left);
        }

        /** @return what is left */
        private long fill(CatalogItem kind, long quantity) {
            var left = quantity;
            for (var stack : stacks) {
                var put = Math.min(left, roomOn(stack, kind));
                if (put > 0 && places > 0) {
                    fills.add(new Fill(stack, put, kind.perSlot()));
                    places--;
                    left -= put;
                }
            }
            return left;
        }

        /** Below zero where the item's stacks have become smaller since. */
        private static long roomOn(BagItem stack, CatalogItem kind) {
            var takes = !stack.unique() && !kind.isUnique() && stack.item().equals(kind.id());
            return takes ? kind.perSlot() - stack.quantity() : 0;
        }

        /** @return what is left */
        private long open(CatalogItem kind, long quantity) {
            var left = quantity;
            while (left > 0 && freeSlots > 0 && places > 0) {
                var put = Math.min(left, kind.perSlot());
                fresh.add(new Fresh(kind.id(), put, kind.isUnique()));
                places--;
                freeSlots--;
                left -= put;
            }
            return left;
        }

        private static void note(List<ItemQuantity> list, String item, long quantity) {
            if (quantity > 0) {
                list.add(new ItemQuantity(item, quantity));
            }
        }
    }
}
