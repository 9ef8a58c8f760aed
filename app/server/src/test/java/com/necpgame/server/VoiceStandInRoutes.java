package com.necpgame.server;

import com.necpgame.platform.runtime.problem.Problem;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The HTTP side of {@link VoiceStandIn}. */
@Controller("/v1/voice")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Requires(property = "test.voice")
class VoiceStandInRoutes {
    /** Whose each ticket is. */
    final Map<String, String> tickets = new ConcurrentHashMap<>();

    @Post("/socket-tickets")
    Map<String, Object> ticket(
            Authentication caller, @Nullable @Header("x-api-key") String key, @Body Map<String, Object> body) {
        if (!VoiceHost.API_KEY.equals(key)) {
            throw Refused.API_KEY_INVALID.refuse();
        }
        var ticket = UUID.randomUUID().toString();
        tickets.put(ticket, "plr_" + caller.getName());
        return Map.of("ticket", ticket, "expiresIn", 30);
    }

    @Get("/rooms")
    Map<String, Object> rooms() {
        return Map.of("items", List.of(Map.of("id", "lobby", "type", "lobby", "name", "Lobby")));
    }

    @Post("/rooms")
    Map<String, Object> create(@Body Map<String, Object> room) {
        return Map.of("id", "party-1", "type", "party");
    }

    enum Refused implements Problem {
        API_KEY_INVALID;

        @Override
        public HttpStatus status() {
            return HttpStatus.FORBIDDEN;
        }

        @Override
        public String title() {
            return "The x-api-key is missing or not one of this deployment";
        }
    }
}
