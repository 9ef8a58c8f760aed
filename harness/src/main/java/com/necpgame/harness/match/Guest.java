package com.necpgame.harness.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Caller;
import java.time.Duration;
import java.util.function.Supplier;

/** A player who has signed in, and does so again before the token runs out. */
final class Guest implements Caller {
    private static final int RENEW_AT_PERCENT = 75;

    private final Supplier<JsonNode> signIn;
    private final String playerId;
    private String token = "";
    private long renewAtNanos;

    /** Signs in. @param signIn gives an answer with {@code playerId}, {@code accessToken} and {@code expiresIn}, a new one each time */
    Guest(Supplier<JsonNode> signIn) {
        this.signIn = signIn;
        this.playerId = renew();
    }

    String playerId() {
        return playerId;
    }

    @Override
    public synchronized String token() {
        if (System.nanoTime() - renewAtNanos >= 0) {
            String again = renew();
            if (!again.equals(playerId)) {
                throw new IllegalStateException(playerId + " signed in again and is " + again);
            }
        }
        return token;
    }

    private String renew() {
        JsonNode answer = signIn.get();
        token = answer.path("accessToken").asText();
        long seconds = answer.path("expiresIn").asLong();
        renewAtNanos = System.nanoTime() + Duration.ofSeconds(seconds).toNanos() / 100 * RENEW_AT_PERCENT;
        return answer.path("playerId").asText();
    }

    @Override
    public String toString() {
        return playerId;
    }
}
