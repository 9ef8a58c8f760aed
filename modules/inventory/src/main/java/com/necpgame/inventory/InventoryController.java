package com.necpgame.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.paging.Cursors;
import com.necpgame.platform.runtime.paging.Listing;
import com.necpgame.platform.runtime.transaction.Idempotency;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A player's own bag. */
@Tag(name = "inventory")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/inventory")
class InventoryController {
    private final Bag bag;
    private final BagTable table;
    private final InventoryConfig config;
    private final Cursors cursors;

    InventoryController(Bag bag, BagTable table, InventoryConfig config, Cursors cursors) {
        this.bag = bag;
        this.table = table;
        this.config = config;
        this.cursors = cursors;
    }

    /** What lies in the caller's bag, oldest first, and how full it is. */
    @Get
    View inventory(
            Caller caller,
            @QueryValue(defaultValue = Listing.LIMIT_DEFAULT) @Min(1) @Max(Listing.LIMIT_MAX) int limit,
            @QueryValue @Nullable String cursor) {
        var player = caller.player().value();
        var scope = cursors.scope(InventoryController.class, "inventory", caller.subject());
        var page = table.items(player, scope.page(limit, cursor));
        return new View(
                page.items().stream().map(ItemView::of).toList(),
                scope.seal(page.next()),
                table.slots(player).used(),
                config.capacity());
    }

    /** Uses items up: so many of a stack, or an instance. */
    @Post("/items/{id}/consume")
    Receipt.OfRemoval consume(
            Caller caller, Idempotency once, @Size(max = 64) String id, @Body @Valid Request request) {
        var player = caller.player();
        return once.attempt(() -> bag.consume(once, player, id, request.quantity()));
    }

    /** Throws items away: so many of a stack, or an instance. */
    @Post("/items/{id}/discard")
    Receipt.OfRemoval discard(
            Caller caller, Idempotency once, @Size(max = 64) String id, @Body @Valid Request request) {
        var player = caller.player();
        return once.attempt(() -> bag.discard(once, player, id, request.quantity()));
    }

    @Serdeable
    record Request(@Positive long quantity) {}

    /**
     * One page of a bag.
     *
     * @param items at most as many as the limit asked for
     * @param nextCursor where the next page begins; null at the end
     * @param used how many slots hold something, over all pages
     * @param capacity how many slots there are
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record View(List<ItemView> items, @Nullable String nextCursor, long used, int capacity) {}

    /** @param item the id of the item in the catalog */
    @Serdeable
    record ItemView(String id, String item, long quantity, boolean unique, Instant at) {
        static ItemView of(BagItem found) {
            return new ItemView(found.id(), found.item(), found.quantity(), found.unique(), found.at());
        }
    }
}
