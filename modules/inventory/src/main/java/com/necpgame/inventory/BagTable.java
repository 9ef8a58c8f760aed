package com.necpgame.inventory;

import static com.necpgame.platform.data.Conditions.absent;
import static com.necpgame.platform.data.Conditions.atLeast;
import static com.necpgame.platform.data.Conditions.atMost;
import static com.necpgame.platform.data.Conditions.eq;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.ItemPage;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.data.Write;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inventory's one table.
 *
 * <pre>
 *  item      pk                sk          attributes
 *  slots     BAG#{playerId}    SLOTS       used, version
 *  bag item  BAG#{playerId}    ITEM#{id}   item, quantity, unique, at
 *  mail      MAIL#{playerId}   {id}        item, quantity, reference, at
 *
 *  question                                answered by
 *  how full is a player's bag?             GetItem  BAG#{playerId} / SLOTS
 *  what lies in a player's bag?            Query    BAG#{playerId}, ITEM#, oldest first
 *  what is this stack or instance?         GetItem  BAG#{playerId} / ITEM#{id}
 *  what waits for a player?                Query    MAIL#{playerId}, newest first
 *  what is this mail?                      GetItem  MAIL#{playerId} / {id}
 * </pre>
 *
 * <p>{@code used} is the number of bag items. Whoever adds bag items holds against the version that they saw, so that
 * two who saw the same free slot cannot both take it.
 */
@Singleton
final class BagTable {
    static final String NAME = "inventory";

    private final Items<Slots> slots;
    private final Items<BagItem> items;
    private final Items<Mail> mails;

    BagTable(Dynamo dynamo) {
        this.slots = dynamo.items(Slots.class);
        this.items = dynamo.items(BagItem.class);
        this.mails = dynamo.items(Mail.class);
    }

    Slots slots(String playerId) {
        var found = slots.get(playerId);
        return found == null ? Slots.empty(playerId) : found;
    }

    List<BagItem> items(String playerId) {
        return items.query(playerId).limit(InventoryConfig.CAPACITY_MAX).list();
    }

    ItemPage<BagItem> items(String playerId, PageOf page) {
        return items.query(playerId).limit(page.limit()).from(page.from()).page();
    }

    @Nullable
    BagItem item(String playerId, String id) {
        return items.get(playerId, id);
    }

    ItemPage<Mail> mails(String playerId, PageOf page) {
        return mails.query(playerId)
                .descending()
                .limit(page.limit())
                .from(page.from())
                .page();
    }

    @Nullable
    Mail mail(String playerId, String id) {
        return mails.get(playerId, id);
    }

    /** So many slots more, unless the set of slots has changed since it was seen. */
    Write occupy(Slots seen, int count) {
        return slots.update(seen.playerId())
                .add("used", count)
                .when(seen.version() == 0 ? absent() : eq("version", seen.version()));
    }

    /** One slot less, whatever else has changed. */
    Write free(String playerId) {
        return slots.update(playerId).add("used", -1).when(atLeast("used", 1L));
    }

    Write insert(BagItem item) {
        return items.insert(item);
    }

    /** Onto a stack that is still there and still has room. */
    Write fill(GrantPlan.Fill fill) {
        return items.update(fill.stack().playerId(), fill.stack().id())
                .add("quantity", fill.quantity())
                .when(atMost("quantity", fill.stackMax() - fill.quantity()));
    }

    /** Takes a part off a stack, or all of it, unless it has changed since it was seen. */
    Write take(BagItem seen, long quantity) {
        var unchanged = eq("quantity", seen.quantity());
        return quantity == seen.quantity()
                ? items.delete(seen.playerId(), seen.id()).when(unchanged)
                : items.update(seen.playerId(), seen.id())
                        .add("quantity", -quantity)
                        .when(unchanged);
    }

    Write insert(Mail mail) {
        return mails.insert(mail);
    }

    /** Takes a part out of a mail, or all of it, unless it has changed since it was seen. */
    Write take(Mail seen, long quantity) {
        var unchanged = eq("quantity", seen.quantity());
        return quantity == seen.quantity()
                ? mails.delete(seen.playerId(), seen.id()).when(unchanged)
                : mails.update(seen.playerId(), seen.id())
                        .add("quantity", -quantity)
                        .when(unchanged);
    }
}
