package com.necpgame.economy;

import com.necpgame.contracts.ItemQuantity;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.paging.Cursors;
import com.necpgame.platform.runtime.paging.Listing;
import com.necpgame.platform.runtime.transaction.Idempotency;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A player's purchases. */
@Tag(name = "economy")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/purchases")
class PurchaseController {
    private final Store store;
    private final Cursors cursors;

    PurchaseController(Store store, Cursors cursors) {
        this.store = store;
        this.cursors = cursors;
    }

    /** Buys an offer. The items follow: see the purchase's status. */
    @Post
    @Status(HttpStatus.CREATED)
    View purchase(Caller caller, Idempotency once, @Body @Valid Request request) {
        var player = caller.player();
        return once.attempt(() -> View.of(store.purchase(once, player, request.offerId(), request.quantity())));
    }

    /** What became of a purchase. */
    @Get("/{id}")
    View find(Caller caller, @Size(max = 64) String id) {
        return View.of(store.find(caller.player(), id));
    }

    /** The caller's purchases, newest first. */
    @Get
    Listing<View> list(
            Caller caller,
            @QueryValue(defaultValue = Listing.LIMIT_DEFAULT) @Min(1) @Max(Listing.LIMIT_MAX) int limit,
            @QueryValue @Nullable String cursor) {
        var scope = cursors.scope(PurchaseController.class, "purchases", caller.subject());
        var page = store.purchases(caller.player(), scope.page(limit, cursor));
        return new Listing<>(page.items().stream().map(View::of).toList(), scope.seal(page.next()));
    }

    @Serdeable
    record Request(
            @NotNull @Size(min = 1, max = 64) String offerId,
            @Positive long quantity) {}

    /**
     * @param price of all, in minor units
     * @param items what it brings in all
     */
    @Serdeable
    record View(
            String id,
            String offerId,
            long quantity,
            Money price,
            List<ItemQuantity> items,
            Purchase.Status status,
            Instant at) {
        static View of(Purchase purchase) {
            return new View(
                    purchase.id(),
                    purchase.offerId(),
                    purchase.quantity(),
                    purchase.price(),
                    purchase.items(),
                    purchase.status(),
                    purchase.at());
        }
    }
}
