package com.necpgame.server;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** The description of the API, for programs that generate clients from it. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class OpenApiController {
    private final OpenApiDocument document;

    OpenApiController(OpenApiDocument document) {
        this.document = document;
    }

    @Get(uris = {"/openapi", "/openapi.json"})
    @Produces(MediaType.APPLICATION_JSON)
    byte[] json() {
        return document.json();
    }

    @Get(uris = {"/openapi", "/openapi.yaml"})
    @Produces(MediaType.APPLICATION_YAML)
    String yaml() {
        return document.yaml();
    }
}
