package com.necpgame.harness.contract;

import java.util.List;
import java.util.stream.Stream;

/**
 * A route of some module, and what a right request to it looks like.
 *
 * @param path its variables filled with ids that are well-formed and of nobody
 * @param roles who may ask: P for players, O for operators, G for game servers
 * @param isKeyed whether it needs an Idempotency-Key
 * @param isMatched whether it needs an If-Match
 * @param body with single quotes for double ones; empty for none
 * @param required the members of the body that must be there
 */
record Route(
        String method,
        String path,
        String roles,
        boolean isKeyed,
        boolean isMatched,
        String body,
        List<String> required) {
    static final String PLAYER = "plr_00000000000000000000000000";
    private static final String ID = "00000000000000000000000000";
    private static final String SESSION = "/v1/game-sessions/ses_" + ID;
    private static final String SERVER = "/v1/gamesims/sim_" + ID;
    private static final String ROOM = "/v1/voice/rooms/nowhere";
    private static final String MONEY =
            "{'playerId':'" + PLAYER + "','currency':'credits','amount':5,'reason':'a test'}";
    private static final String SENDER = "'simId':'sim_" + ID + "','epoch':1";

    private static Route of(String method, String path, String roles) {
        return new Route(method, path, roles, false, false, "", List.of());
    }

    private Route with(String json, String... names) {
        return new Route(method, path, roles, isKeyed, isMatched, json, List.of(names));
    }

    private Route keyed() {
        return new Route(method, path, roles, true, isMatched, body, required);
    }

    private Route matched() {
        return new Route(method, path, roles, isKeyed, true, body, required);
    }

    /** Every route of the modules, as the documentation lists them. */
    static List<Route> all() {
        return Stream.of(economy(), inventory(), player(), operations(), fleet(), sessions(), voice(), rooms())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route> economy() {
        return List.of(
                of("GET", "/v1/wallet", "P"),
                of("GET", "/v1/wallet/entries", "P"),
                of("GET", "/v1/offers", "POG"),
                of("GET", "/v1/purchases", "P"),
                of("GET", "/v1/purchases/pur_" + ID, "P"),
                of("POST", "/v1/purchases", "P")
                        .keyed()
                        .with("{'offerId':'no-such-offer','quantity':1}", "offerId", "quantity"),
                of("POST", "/v1/transfers", "P")
                        .keyed()
                        .with("{'to':'" + PLAYER + "','currency':'credits','amount':5}", "to", "currency", "amount"),
                of("POST", "/v1/grants", "O").keyed().with(MONEY, "playerId", "currency", "amount", "reason"),
                of("POST", "/v1/burns", "O").keyed().with(MONEY, "playerId", "currency", "amount", "reason"));
    }

    private static List<Route> inventory() {
        return List.of(
                of("GET", "/v1/catalog", "POG"),
                of("GET", "/v1/inventory", "P"),
                of("GET", "/v1/inventory/mail", "P"),
                of("POST", "/v1/inventory/mail/mail_" + ID + "/claim", "P").keyed(),
                of("POST", "/v1/inventory/items/itm_" + ID + "/consume", "P")
                        .keyed()
                        .with("{'quantity':1}", "quantity"),
                of("POST", "/v1/inventory/items/itm_" + ID + "/discard", "P")
                        .keyed()
                        .with("{'quantity':1}", "quantity"));
    }

    private static List<Route> player() {
        return List.of(
                of("GET", "/v1/profile", "P"),
                of("PUT", "/v1/profile", "P")
                        .matched()
                        .with("{'displayName':'Nobody','bio':'none','settings':{'a':'b'}}", "displayName"),
                of("GET", "/v1/profiles/" + PLAYER, "POG"),
                of("GET", "/v1/profiles/" + PLAYER + "/server", "OG"),
                of("PUT", "/v1/profiles/" + PLAYER + "/server", "OG").matched().with("{'fields':{'a':'b'}}"));
    }

    private static List<Route> operations() {
        String letters = "/v1/operations/economy/dead-letters";
        return List.of(
                of("GET", letters, "O"),
                of("GET", letters + "/WalletOpening/" + ID, "O"),
                of("POST", letters + "/WalletOpening/" + ID + "/redrive", "O"),
                of("POST", letters + "/WalletOpening/replay", "O"),
                of("DELETE", letters + "/WalletOpening/" + ID, "O"));
    }

    private static List<Route> fleet() {
        return List.of(
                of("GET", "/v1/gamesims", "O"),
                of("GET", SERVER, "O"),
                of("POST", "/v1/gamesims", "G")
                        .keyed()
                        .with(
                                "{'address':'192.0.2.1','port':7777,'build':'b1','region':'nowhere','labels':{'a':'b'},'protocolVersion':1}",
                                "address",
                                "port",
                                "build",
                                "region",
                                "protocolVersion"),
                of("POST", SERVER + "/heartbeats", "G")
                        .with("{'epoch':1,'ready':true,'playable':true,'load':0.5}", "epoch", "ready", "playable"),
                of("POST", SERVER + "/drain", "OG").with("{'epoch':1,'deadlineSeconds':60}", "deadlineSeconds"),
                of("POST", SERVER + "/shutdown", "G").with("{'epoch':1}", "epoch"),
                of("GET", "/v1/gamesims/channels/none", "O"),
                of("PUT", "/v1/gamesims/channels/none", "O").matched().with("{'builds':[]}"));
    }

    private static List<Route> sessions() {
        return List.of(
                of("GET", "/v1/game-sessions", "POG"),
                of("GET", "/v1/game-sessions/mine", "P"),
                of("GET", SESSION, "POG"),
                of("POST", "/v1/game-sessions", "PO")
                        .keyed()
                        .with("{'region':'nowhere','playersMax':2,'isPrivate':false,'map':'arena'}"),
                of("POST", SESSION + "/players", "PO").with("{'password':'none','role':'PLAYER'}"),
                of("POST", "/v1/game-sessions/joins", "PO").with("{'joinCode':'222222','password':'none'}"),
                of("POST", SESSION + "/updates", "G").with("{" + SENDER + ",'seq':1}", "simId", "epoch", "seq"),
                of("POST", SESSION + "/report", "G")
                        .with("{" + SENDER + ",'reason':'over','results':[]}", "simId", "epoch", "reason"),
                of("POST", SESSION + "/backfill", "G").with("{" + SENDER + "}", "simId", "epoch"));
    }

    private static List<Route> voice() {
        return List.of(
                of("POST", "/v1/voice/socket-tickets", "P"),
                of("GET", "/v1/voice/blocks", "P"),
                of("PUT", "/v1/voice/blocks/" + PLAYER, "P"),
                of("DELETE", "/v1/voice/blocks/" + PLAYER, "P"),
                of("GET", "/v1/voice/recordings", "O"),
                of("GET", "/v1/voice/recordings/" + PLAYER + "/2026-01-01T00:00:00.000000Z", "O"),
                of("DELETE", "/v1/voice/recordings/" + PLAYER + "/2026-01-01T00:00:00.000000Z", "PO"),
                of("DELETE", "/v1/voice/recordings", "PO"),
                of("GET", "/v1/voice/reports", "O"),
                of("GET", "/v1/voice/reports/rep_" + ID, "O"),
                of("GET", "/v1/voice/reports/rep_" + ID + "/audio", "O"));
    }

    private static List<Route> rooms() {
        return List.of(
                of("GET", "/v1/voice/rooms", "P"),
                of("POST", "/v1/voice/rooms", "POG")
                        .keyed()
                        .with("{'type':'party','join':'open','name':'a room'}", "type", "join"),
                of("GET", ROOM, "POG"),
                of("DELETE", ROOM, "POG"),
                of("PUT", ROOM + "/positions", "G").with("{'positions':[]}"),
                of("POST", ROOM + "/tokens", "POG")
                        .with("{'playerId':'" + PLAYER + "','role':'member'}", "playerId", "role"),
                of("POST", ROOM + "/moderation", "PO")
                        .keyed()
                        .with("{'playerId':'" + PLAYER + "','deed':'mute'}", "playerId", "deed"),
                of("GET", ROOM + "/moderation", "PO"));
    }

    /** A name for titles: the path without its ids. */
    String title() {
        return method + " "
                + path.replaceAll("/[a-z]{3,4}_0{26}|/0{26}", "/{id}")
                        .replace("/2026-01-01T00:00:00.000000Z", "/{time}");
    }
}
