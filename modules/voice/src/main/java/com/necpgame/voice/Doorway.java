package com.necpgame.voice;

import com.necpgame.platform.runtime.socket.SocketRequest;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Judges who may open a connection: API key and token, or a one-use ticket that stands for both. */
@Singleton
final class Doorway {
    private final Clock clock;

    Doorway(Clock clock) {
        this.clock = clock;
    }

    /** @throws com.necpgame.platform.runtime.problem.Refusal where the key, the token or the ticket does not hold */
    Visitor admit(SocketRequest request) {
        if (request.caller() == null) {
            throw com.necpgame.platform.runtime.problem.PlatformProblem.UNAUTHENTICATED.refuse();
        }
        return new Visitor(
                request.connectionId(),
                request.caller().player().value(),
                request.domain(),
                request.stage(),
                clock.instant());
    }
}
