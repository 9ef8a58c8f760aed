package com.necpgame.harness.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.server.Operator;

/** Signing in: as a guest, with a refresh token, with a client's secret. Where Cognito does that, there is no such chapter. */
final class Identity {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String TOKEN = "/oauth/token";

    private final Stage stage;
    private final String run;
    private String refreshToken = "";

    /** @param run sets the devices of one play apart from those of others */
    Identity(Stage stage, String run) {
        this.stage = stage;
        this.run = run;
        stage.chapter("identity");
    }

    Person guest(String name) {
        JsonNode session = signIn(name, name + " signs in").json();
        refreshToken = session.path("refreshToken").asText();
        return new Person(
                name,
                session.path("playerId").asText(),
                session.path("accessToken").asText());
    }

    private com.necpgame.harness.wire.Answer signIn(String name, String title) {
        return stage.post(title, Person.NOBODY, "/v1/auth/guest")
                .body("{'deviceId':'contract-%s-%s'}", run, name)
                .expect(200);
    }

    Person client(String name, Operator client) {
        JsonNode token = stage.post(name + " signs in", Person.NOBODY, TOKEN)
                .text(FORM, credentials(client))
                .expect(200)
                .json();
        return new Person(name, "", token.path("access_token").asText());
    }

    private static String credentials(Operator client) {
        return "grant_type=client_credentials&client_id=" + client.clientId() + "&client_secret="
                + client.clientSecret();
    }

    /** What is refused, and what else there is. */
    void play(Operator operator) {
        signIn("anna", "anna signs in again");
        String guest = "/v1/auth/guest";
        stage.post("a short device id", Person.NOBODY, guest)
                .body("{'deviceId':'short'}")
                .refused(400, "platform/invalid", "/deviceId");
        stage.post("no device id", Person.NOBODY, guest).body("{}").refused(400, "platform/invalid", "/deviceId");
        stage.post("an unknown field", Person.NOBODY, guest)
                .body("{'deviceId':'long-enough','name':'x'}")
                .refused(400, "platform/invalid", "/name");
        stage.get("guests by GET", Person.NOBODY, guest).refused(405, "platform/method-not-allowed");
        form("a refresh token", "grant_type=refresh_token&refresh_token=" + refreshToken)
                .expect(200);
        form("a bad refresh token", "grant_type=refresh_token&refresh_token=nonsense")
                .refused(400, "identity/invalid-grant");
        form("no refresh token", "grant_type=refresh_token").refused(400, "identity/invalid-request");
        form("a grant type that is none", "grant_type=password&username=a&password=b")
                .refused(400, "identity/unsupported-grant-type");
        form("no grant type", "client_id=a").refused(400, "identity/unsupported-grant-type");
        form("a wrong secret", credentials(new Operator(operator.clientId(), "wrong")))
                .refused(401, "identity/invalid-client");
        form("an unknown client", credentials(new Operator("nobody", "wrong"))).refused(401, "identity/invalid-client");
        form("no secret", "grant_type=client_credentials&client_id=operator").refused(400, "identity/invalid-request");
        form("a scope that is not its own", credentials(operator) + "&scope=everything")
                .refused(400, "identity/invalid-scope");
        stage.post("JSON where a form is wanted", Person.NOBODY, TOKEN)
                .body("{'grant_type':'refresh_token'}")
                .refused(415, "platform/unsupported-media");
        stage.get("the keys", Person.NOBODY, "/.well-known/jwks.json").expect(200);
    }

    private Ask form(String title, String fields) {
        return stage.post(title, Person.NOBODY, TOKEN).text(FORM, fields);
    }
}
