package com.necpgame.server;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** The description of the sockets, for programs that generate clients from it. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class AsyncApiController {
    private final AsyncApiDocument document;

    AsyncApiController(AsyncApiDocument document) {
        this.document = document;
    }

    @Get(uris = {"/asyncapi", "/asyncapi.json"})
    @Produces(MediaType.APPLICATION_JSON)
    byte[] json() {
        return document.json();
    }

    @Get("/asyncapi.yaml")
    @Produces("application/yaml")
    String yaml() {
        return document.yaml();
    }
}
