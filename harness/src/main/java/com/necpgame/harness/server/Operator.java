package com.necpgame.harness.server;

/** The credentials of an operator, for the client credentials grant. */
public record Operator(String clientId, String clientSecret) {
    /** What the built-in issuer calls its operator. */
    public static final String CLIENT_ID = "operator";

    public Operator {
        if (clientId.isBlank() || clientSecret.isBlank()) {
            throw new IllegalArgumentException("an operator has a client id and a secret");
        }
    }

    @Override
    public String toString() {
        return "Operator[" + clientId + "]";
    }
}
