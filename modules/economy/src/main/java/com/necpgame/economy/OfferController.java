package com.necpgame.economy;

import com.necpgame.platform.runtime.paging.Listing;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What the store sells. */
@Tag(name = "economy")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/offers")
class OfferController {
    private final Store store;

    OfferController(Store store) {
        this.store = store;
    }

    /** All offers: content is small enough for one page. */
    @Get
    Listing<Offer> offers() {
        return new Listing<>(store.offers(), null);
    }
}
