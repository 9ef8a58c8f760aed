package com.necpgame.inventory;

import com.necpgame.platform.runtime.paging.Listing;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.tags.Tag;

/** What can lie in a bag. */
@Tag(name = "inventory")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/catalog")
class CatalogController {
    private final Catalog catalog;

    CatalogController(Catalog catalog) {
        this.catalog = catalog;
    }

    /** All items: content is small enough for one page. */
    @Get
    Listing<CatalogItem> catalog() {
        return new Listing<>(catalog.all(), null);
    }
}
