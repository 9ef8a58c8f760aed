package com.necpgame.economy;

import com.necpgame.contracts.PlayerId;
import com.necpgame.platform.runtime.caller.Caller;
import com.necpgame.platform.runtime.transaction.Idempotency;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/** Money from one player to another. */
@Tag(name = "economy")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/transfers")
class TransferController {
    private final Ledger ledger;

    TransferController(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Sends money to another player. */
    @Post
    @Status(HttpStatus.CREATED)
    Receipt.OfTransfer transfer(Caller caller, Idempotency once, @Body @Valid Request request) {
        var money = new Money(request.currency(), request.amount());
        var transfer = new Transfer(caller.player(), request.to(), money);
        return once.attempt(() -> ledger.transfer(once, transfer));
    }

    /**
     * @param to the player who is to get it
     * @param amount minor units
     */
    @Serdeable
    record Request(
            @NotNull PlayerId to,
            @NotNull @Size(min = 1, max = 64) String currency,
            @Positive @Max(Money.AMOUNT_MAX) long amount) {}
}
