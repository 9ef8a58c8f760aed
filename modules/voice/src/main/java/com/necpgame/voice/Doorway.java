package com.necpgame.voice;

import static com.necpgame.platform.runtime.problem.PlatformProblem.UNAUTHENTICATED;

import com.necpgame.platform.runtime.socket.SocketRequest;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Judges who may open a connection: API key and token, or a one-use ticket that stands for both. */
@Singleton
final class Doorway {
    private final ApiKeys keys;
    private final Tickets tickets;
    private final Clock clock;

    Doorway(ApiKeys keys, Tickets tickets, Clock clock) {
        this.keys = keys;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** @throws com.necpgame.platform.runtime.problem.Refusal where the key, the token or the ticket does not hold */
    Visitor admit(SocketRequest request) {
        var ticket = request.parameter("ticket");
        var player = ticket == null ? byHeaders(request) : tickets.use(ticket);
        return new Visitor(request.connectionId(), player, request.domain(), request.stage(), clock.instant());
    }

    private String byHeaders(SocketRequest request) {
        keys.require(request.header(ApiKeys.HEADER));
        if (request.caller() == null) {
            throw UNAUTHENTICATED.refuse();
        }
        return request.caller().player().value();
    }
}
