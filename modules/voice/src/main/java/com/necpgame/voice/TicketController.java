package com.necpgame.voice;

import com.necpgame.platform.runtime.caller.Caller;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tickets for those who cannot set the headers of a WebSocket's handshake. */
@Tag(name = "voice")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Controller("/v1/voice/socket-tickets")
class TicketController {
    private final ApiKeys keys;
    private final Tickets tickets;

    TicketController(ApiKeys keys, Tickets tickets) {
        this.keys = keys;
        this.tickets = tickets;
    }

    /** Makes a ticket that opens one connection of the caller at {@code /voice?ticket=}. */
    @Post
    @Status(HttpStatus.CREATED)
    View ticket(Caller caller, @Header(ApiKeys.HEADER) @Nullable String apiKey) {
        keys.require(apiKey);
        return new View(tickets.issue(caller.player()), tickets.time().toSeconds());
    }

    /** @param expiresIn seconds */
    @Serdeable
    record View(String ticket, long expiresIn) {}
}
