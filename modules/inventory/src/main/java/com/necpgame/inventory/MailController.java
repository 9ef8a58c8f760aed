package com.necpgame.inventory;

import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.paging.Cursors;
import com.necpgame.platform.runtime.paging.Listing;
import com.necpgame.platform.runtime.transaction.Idempotency;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A player's own mailbox: what was granted and did not fit. */
@Tag(name = "inventory")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/inventory/mail")
class MailController {
    private final Bag bag;
    private final BagTable table;
    private final Cursors cursors;

    MailController(Bag bag, BagTable table, Cursors cursors) {
        this.bag = bag;
        this.table = table;
        this.cursors = cursors;
    }

    /** What waits for the caller, newest first. */
    @Get
    Listing<View> mail(
            Caller caller,
            @QueryValue(defaultValue = Listing.LIMIT_DEFAULT) @Min(1) @Max(Listing.LIMIT_MAX) int limit,
            @QueryValue @Nullable String cursor) {
        var scope = cursors.scope(MailController.class, "mail", caller.subject());
        var page = table.mails(caller.player().value(), scope.page(limit, cursor));
        return new Listing<>(page.items().stream().map(View::of).toList(), scope.seal(page.next()));
    }

    /** Moves as much of a mail as fits into the bag; the rest stays. */
    @Post("/{id}/claim")
    Receipt.OfClaim claim(Caller caller, Idempotency once, @Size(max = 64) String id) {
        var player = caller.player();
        return once.attempt(() -> bag.claim(once, player, id));
    }

    /**
     * @param item the id of the item in the catalog
     * @param reference what it was granted for: the id of a purchase
     */
    @Serdeable
    record View(String id, String item, long quantity, String reference, Instant at) {
        static View of(Mail mail) {
            return new View(mail.id(), mail.item(), mail.quantity(), mail.reference(), mail.at());
        }
    }
}
