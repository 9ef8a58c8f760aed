package com.necpgame.harness.contract;

import java.util.List;

/** What an operator sees of events that no listener could handle: nothing, in a play that goes well. */
final class Operations {
    private static final String NOT_FOUND = "platform/dead-letter-not-found";

    private final Stage stage;
    private final Cast cast;

    Operations(Stage stage, Cast cast) {
        this.stage = stage;
        this.cast = cast;
    }

    void play() {
        stage.chapter("operations");
        for (String module : List.of("economy", "inventory", "player", "gamesim-registry", "voice")) {
            String letters = "/v1/operations/" + module + "/dead-letters";
            get(letters).expect(200);
            get(letters + "?limit=0").refused(400, "platform/invalid", "limit");
            get(letters + "?cursor=nonsense").refused(400, "platform/cursor-invalid");
            get(letters + "/Listener/none").refused(404, NOT_FOUND);
            ask("POST", letters + "/Listener/none/redrive").refused(404, NOT_FOUND);
            ask("DELETE", letters + "/Listener/none").refused(404, NOT_FOUND);
        }
        ask("POST", "/v1/operations/economy/dead-letters/WalletOpening/replay").expect(200);
        get("/v1/operations/nothing/dead-letters").refused(404, "platform/route-not-found");
    }

    private Ask get(String path) {
        return ask("GET", path);
    }

    private Ask ask(String method, String path) {
        return stage.ask(method + " " + path, cast.operator(), method, path);
    }
}
