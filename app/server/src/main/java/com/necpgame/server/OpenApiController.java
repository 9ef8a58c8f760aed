package com.necpgame.server;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
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
    /** RFC 9512. */
    private static final String YAML = "application/yaml";

    private final OpenApiDocument document;

    OpenApiController(OpenApiDocument document) {
        this.document = document;
    }

    @Get("/openapi")
    @Produces({MediaType.APPLICATION_JSON, YAML})
    HttpResponse<?> either(HttpRequest<?> request) {
        var wanted = request.accept().stream().findFirst().orElse(MediaType.APPLICATION_JSON_TYPE);
        return wanted.getExtension().equals("yaml")
                ? HttpResponse.ok(yaml()).contentType(YAML)
                : HttpResponse.ok(json()).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    @Get("/openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    byte[] json() {
        return document.json();
    }

    @Get("/openapi.yaml")
    @Produces(YAML)
    String yaml() {
        return document.yaml();
    }
}
