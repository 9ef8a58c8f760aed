package com.necpgame.economy;

import static com.necpgame.platform.runtime.caller.Caller.Role.OPERATOR;

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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/** The operator's hand in players' wallets. */
@Tag(name = "economy")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1")
class CorrectionController {
    private final Ledger ledger;

    CorrectionController(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Gives a player money that did not exist before. */
    @Post("/grants")
    @Status(HttpStatus.CREATED)
    Receipt.OfCorrection grant(Caller caller, Idempotency once, @Body @Valid Request request) {
        caller.require(OPERATOR);
        return once.attempt(() -> ledger.grant(once, request.playerId(), request.money(), request.reason()));
    }

    /** Takes money from a player, out of the world. */
    @Post("/burns")
    @Status(HttpStatus.CREATED)
    Receipt.OfCorrection burn(Caller caller, Idempotency once, @Body @Valid Request request) {
        caller.require(OPERATOR);
        return once.attempt(() -> ledger.burn(once, request.playerId(), request.money(), request.reason()));
    }

    /**
     * @param amount minor units
     * @param reason for those who ask later
     */
    @Serdeable
    record Request(
            @NotNull PlayerId playerId,
            @NotNull @Size(min = 1, max = 64) String currency,
            @Positive @Max(Money.AMOUNT_MAX) long amount,
            @NotBlank @Size(max = 200) String reason) {
        Money money() {
            return new Money(currency, amount);
        }
    }
}
