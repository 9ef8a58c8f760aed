package com.necpgame.harness.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.server.Operator;
import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Caller;
import com.necpgame.harness.wire.Client;
import com.necpgame.harness.wire.Request;
import java.time.Duration;
import java.util.Map;

/** An operator's token, renewed before it runs out. */
public final class OperatorSession implements Caller {
    private static final int RENEW_AT_PERCENT = 75;

    private final Client client;
    private final Operator operator;
    private String token = "";
    private long renewAtNanos;

    public OperatorSession(Client client, Operator operator) {
        this.client = client;
        this.operator = operator;
    }

    @Override
    public synchronized String token() {
        if (token.isEmpty() || System.nanoTime() - renewAtNanos >= 0) {
            renew();
        }
        return token;
    }

    private void renew() {
        Request request = Request.form(
                "/oauth/token",
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", operator.clientId(),
                        "client_secret", operator.clientSecret()));
        Answer answer = client.send(Caller.NOBODY, request);
        JsonNode body = answer.json();
        if (answer.status() != 200) {
            throw new IllegalStateException("the operator gets no token: " + answer);
        }
        token = Members.required(request, body, "access_token");
        renewAtNanos = renewalNanos(body.path("expires_in").asLong());
    }

    /** When a token that lives so long should be renewed, by {@link System#nanoTime()}. */
    static long renewalNanos(long expiresInSeconds) {
        return System.nanoTime() + Duration.ofSeconds(expiresInSeconds).toNanos() / 100 * RENEW_AT_PERCENT;
    }
}
