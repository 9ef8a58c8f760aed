package com.necpgame.economy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.necpgame.contracts.PlayerId;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.paging.Cursors;
import com.necpgame.platform.runtime.paging.Listing;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A player's own wallet. */
@Tag(name = "economy")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/wallet")
class WalletController {
    private final Wallets wallets;
    private final LedgerTable table;
    private final Cursors cursors;

    WalletController(Wallets wallets, LedgerTable table, Cursors cursors) {
        this.wallets = wallets;
        this.table = table;
        this.cursors = cursors;
    }

    /** What the caller has of each currency. */
    @Get
    View wallet(Caller caller) {
        var player = caller.player();
        return new View(
                player, wallets.balances(player).stream().map(BalanceView::of).toList());
    }

    /** What moved the caller's balances, newest first. */
    @Get("/entries")
    Listing<EntryView> entries(
            Caller caller,
            @QueryValue(defaultValue = Listing.LIMIT_DEFAULT) @Min(1) @Max(Listing.LIMIT_MAX) int limit,
            @QueryValue @Nullable String cursor) {
        var scope = cursors.scope(WalletController.class, "entries", caller.subject());
        var page = table.entries(caller.player().value(), scope.page(limit, cursor));
        return new Listing<>(page.items().stream().map(EntryView::of).toList(), scope.seal(page.next()));
    }

    @Serdeable
    record View(PlayerId playerId, List<BalanceView> balances) {}

    /** Minor units. */
    @Serdeable
    record BalanceView(String currency, long available, long held) {
        static BalanceView of(Balance balance) {
            return new BalanceView(balance.currency(), balance.available(), balance.held());
        }
    }

    /** @param amount minor units; above zero came in, below went out */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EntryView(
            String id,
            String transactionId,
            Entry.Kind kind,
            String currency,
            long amount,
            String counterpart,
            @Nullable String reason,
            Instant at) {
        static EntryView of(Entry entry) {
            return new EntryView(
                    entry.id(),
                    entry.transactionId(),
                    entry.kind(),
                    entry.currency(),
                    entry.amount(),
                    entry.counterpart(),
                    entry.reason(),
                    entry.at());
        }
    }
}
