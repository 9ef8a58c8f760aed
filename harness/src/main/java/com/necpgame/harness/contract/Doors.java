package com.necpgame.harness.contract;

import java.util.List;

/** Who is let in: every route without a token, and by one who may not; bad tokens; addresses and methods that are not there. */
final class Doors {
    private static final List<String> EACH_MODULE =
            List.of("/v1/wallet", "/v1/inventory", "/v1/profile", "/v1/game-sessions/mine", "/v1/voice/blocks");

    private final Stage stage;
    private final Cast cast;

    Doors(Stage stage, Cast cast) {
        this.stage = stage;
        this.cast = cast;
    }

    void play() {
        stage.chapter("doors");
        for (Route route : Route.all()) {
            ask(route, Person.NOBODY).refused(401, "platform/unauthenticated");
            "POG"
                    .chars()
                    .filter(role -> route.roles().indexOf(role) < 0)
                    .mapToObj(role -> cast.of((char) role))
                    .forEach(stranger -> ask(route, stranger).refused(403, "platform/not-allowed"));
        }
        for (String path : EACH_MODULE) {
            badTokens(path);
            unknown(path);
        }
    }

    private Ask ask(Route route, Person caller) {
        Ask ask = stage.ask(route.title() + " by " + caller, caller, route.method(), route.path())
                .with("x-api-key", cast.apiKey());
        Ask keyed = route.isKeyed() ? ask.key("door") : ask;
        Ask matched = route.isMatched() ? keyed.with("If-Match", "\"1\"") : keyed;
        return route.body().isEmpty() ? matched : matched.body(route.body());
    }

    private void badTokens(String path) {
        String token = String.valueOf(cast.anna().token());
        String forged =
                token.substring(0, token.lastIndexOf('.')) + ".AAAA" + token.substring(token.lastIndexOf('.') + 5);
        String unsigned = "eyJhbGciOiJub25lIn0." + token.split("\\.", -1)[1] + ".";
        for (Person liar : List.of(
                Person.NOBODY.with("nonsense", "nonsense"),
                Person.NOBODY.with("a forger", forged),
                Person.NOBODY.with("one without a signature", unsigned))) {
            stage.get("GET " + path + " by " + liar, liar, path).refused(401, "platform/unauthenticated");
        }
        stage.get("GET " + path + " with another scheme", Person.NOBODY, path)
                .with("Authorization", "Basic YTpi")
                .refused(401, "platform/unauthenticated");
    }

    private void unknown(String path) {
        Person anna = cast.anna();
        stage.ask("PATCH " + path, anna, "PATCH", path).body("{}").refused(405, "platform/method-not-allowed");
        stage.get("GET " + path + "/no/such/thing", anna, path + "/no/such/thing")
                .refused(404, "platform/route-not-found");
        stage.get("GET " + path + " as an image", anna, path)
                .with("Accept", "image/png")
                .refused(406, "platform/not-acceptable");
    }
}
