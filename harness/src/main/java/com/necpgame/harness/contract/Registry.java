package com.necpgame.harness.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.necpgame.harness.wire.Answer;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Game servers that come and go, and the sessions on them. */
final class Registry {
    private static final String GAMESIMS = "/v1/gamesims";
    private static final String SESSIONS = "/v1/game-sessions";
    private static final String JOINS = SESSIONS + "/joins";
    private static final String CHANNEL = GAMESIMS + "/channels/beta";
    private static final String INVALID = "platform/invalid";
    private static final String BAD_SERVER = "gamesim-registry/bad-server";
    private static final String BAD_WISH = "gamesim-registry/bad-wish";
    private static final String SESSION_OVER = "gamesim-registry/session-over";
    private static final String SESSION_NOT_FOUND = "gamesim-registry/session-not-found";

    private final Stage stage;
    private final Cast cast;
    private final RandomGenerator random;
    private Sim north = new Sim("", 0);
    private Sim south = new Sim("", 0);

    /** A registered server. */
    private record Sim(String id, long epoch) {
        String path(String what) {
            return GAMESIMS + "/" + id + what;
        }

        String sender() {
            return "'simId':'" + id + "','epoch':" + epoch;
        }
    }

    Registry(Stage stage, Cast cast, RandomGenerator random) {
        this.stage = stage;
        this.cast = cast;
        this.random = random;
    }

    void channels() {
        stage.chapter("channels");
        Person operator = cast.operator();
        stage.get("a channel that nobody has set", operator, CHANNEL).expect(200);
        channel("the first builds", "\"0\"", "{'build':'b1','weight':60},{'build':'b2','weight':40}")
                .expect(200);
        channel("builds in place of an old version", "\"0\"", "").refused(412, "platform/version-outdated");
        channel("weights that do not add up", "\"1\"", "{'build':'b1','weight':60}")
                .refused(400, "gamesim-registry/bad-channel", "/builds");
        channel("a build twice", "\"1\"", "{'build':'b1','weight':50},{'build':'b1','weight':50}")
                .refused(400, "gamesim-registry/bad-channel", "/builds/1/build");
        stage.get("the channel", operator, CHANNEL).expect(200);
        channel("no builds", "\"1\"", "").expect(200);
    }

    private Ask channel(String title, String version, String builds) {
        return stage.put(title, cast.operator(), CHANNEL)
                .with("If-Match", version)
                .body("{'builds':[%s]}", builds);
    }

    void fleet() {
        stage.chapter("fleet");
        wish("a session without servers", cast.anna(), "{'region':'north','timeoutSeconds':0}")
                .refused(503, "gamesim-registry/no-capacity");
        north = sim(register("a server registers", "north", server("north", "b1", "'mode':'duel'"))
                .expect(201));
        sim(register("a server registers", "north", server("north", "b1", "'mode':'duel'"))
                .expect(201));
        register("a server registers", "north", server("north", "b9", ""))
                .refused(409, "platform/idempotency-key-reused");
        south = sim(register("another server registers", "south", server("south", "b2", ""))
                .expect(201));
        register("a server of no port", "bad", server("north", "b1", "").replace("7777", "0"))
                .refused(400, BAD_SERVER, "/port");
        register("a server of no address", "bad", server("north", "b1", "").replace("192.0.2.1", "not a host"))
                .refused(400, BAD_SERVER, "/address");
        register(
                        "a server of too many sessions",
                        "bad",
                        server("north", "b1", "").replace("'sessionsMax':3", "'sessionsMax':99999"))
                .refused(400, BAD_SERVER, "/sessionsMax");
        wish("a session on a server that is not ready", cast.anna(), "{'region':'north','timeoutSeconds':0}")
                .refused(503, "gamesim-registry/no-capacity");
        beat("a beat", north, "").expect(200);
        beat("a beat of the other", south, "").expect(200);
        beat("a beat of another epoch", new Sim(north.id(), north.epoch() + 1), "")
                .refused(410, "gamesim-registry/epoch-over");
        beat("a beat of nobody", new Sim("sim_00000000000000000000000000", 1), "")
                .refused(404, "gamesim-registry/server-not-found");
        beat("a beat of an impossible load", north, ",'load':-1").refused(400, BAD_SERVER, "/load");
        rolls();
    }

    private static String server(String region, String build, String labels) {
        return String.format(
                Locale.ROOT,
                "{'address':'192.0.2.1','port':7777,'build':'%s','region':'%s','labels':{%s},'sessionsMax':3,'playersMax':4,'protocolVersion':1,'heartbeatSeconds':120}",
                build,
                region,
                labels);
    }

    private Ask register(String title, String key, String body) {
        return stage.post(title, cast.gamesim(), GAMESIMS)
                .key("register-" + key)
                .text("application/json", body.replace('\'', '"'));
    }

    private static Sim sim(Answer answer) {
        JsonNode registered = answer.json();
        return new Sim(
                registered.path("simId").asText(), registered.path("epoch").asLong());
    }

    private Ask beat(String title, Sim sim, String more) {
        return stage.post(title, cast.gamesim(), sim.path("/heartbeats"))
                .body("{'epoch':%d,'ready':true,'playable':true%s}", sim.epoch(), more);
    }

    private void rolls() {
        Person operator = cast.operator();
        stage.get("a server", operator, north.path("")).expect(200);
        stage.get("no server", operator, GAMESIMS + "/sim_00000000000000000000000000")
                .refused(404, "gamesim-registry/server-not-found");
        stage.get("servers of a region", operator, GAMESIMS + "?region=north").expect(200);
        stage.get("servers of a build", operator, GAMESIMS + "?build=b2").expect(200);
        stage.get("servers with a label", operator, GAMESIMS + "?label=mode:duel")
                .expect(200);
        stage.get("servers of a state", operator, GAMESIMS + "?state=READY")
                .unordered()
                .expect(200);
        stage.get("servers of no state", operator, GAMESIMS + "?state=ASLEEP").refused(400, INVALID, "state");
        String cursor = stage.get("one server at a time", operator, GAMESIMS + "?limit=1")
                .expect(200)
                .json()
                .path("nextCursor")
                .asText();
        stage.get("the next server", operator, GAMESIMS + "?limit=1&cursor=" + cursor)
                .expect(200);
        stage.get("a cursor of another filter", operator, GAMESIMS + "?limit=1&region=north&cursor=" + cursor)
                .refused(400, "platform/cursor-invalid");
    }

    private Ask wish(String title, Person player, String body) {
        return stage.post(title, player, SESSIONS).key(title.replace(' ', '-')).body(body);
    }

    void sessions() {
        stage.chapter("sessions");
        Person anna = cast.anna();
        JsonNode seat = duel();
        String session = SESSIONS + "/" + seat.path("gameSimId").asText();
        stage.get("anna's session, seen by her", anna, session).expect(200);
        stage.get("anna's session, seen by bert", cast.bert(), session).expect(200);
        stage.get("anna's session, seen by a server", cast.gamesim(), session).expect(200);
        stage.get("sessions of anna", anna, SESSIONS + "/mine").expect(200);
        stage.get("sessions of a region", cast.bert(), SESSIONS + "?region=north")
                .expect(200);
        stage.get("sessions with a label", cast.bert(), SESSIONS + "?label=mode:duel")
                .expect(200);
        stage.get("sessions with another label", cast.bert(), SESSIONS + "?label=mode:race")
                .expect(200);
        stage.get("sessions with a label that is none", cast.bert(), SESSIONS + "?label=duel")
                .refused(400, BAD_WISH);
        joins(seat.path("joinCode").asText(), session);
        news(session);
        report(session);
    }

    private JsonNode duel() {
        String duel = "{'region':'north','playersMax':2,'map':'arena','labels':{'mode':'duel'},'explain':true}";
        JsonNode seat = wish("a duel", cast.anna(), duel).expect(201).json();
        JsonNode again = wish("a duel", cast.anna(), duel).expect(201).json();
        if (!again.path("gameSimId").equals(seat.path("gameSimId"))) {
            stage.fault(stage.title("a duel"), "the same key is another session");
        }
        wish("a duel", cast.anna(), "{'region':'south'}").refused(409, "platform/idempotency-key-reused");
        wish("a session for another", cast.anna(), "{'region':'north','players':['" + Route.PLAYER + "']}")
                .refused(403, "platform/not-allowed");
        wish("a session of too many", cast.anna(), "{'playersMax':100000}").refused(400, INVALID, "/playersMax");
        wish("a session that waits too long", cast.anna(), "{'timeoutSeconds':3600}")
                .refused(400, BAD_WISH, "/timeoutSeconds");
        wish("a session by no strategy", cast.anna(), "{'strategy':'LUCK'}").refused(400, INVALID, "/strategy");
        return seat;
    }

    private void joins(String code, String session) {
        Person bert = cast.bert();
        join("by code", bert, code).expect(201);
        join("by code, with a seat already", bert, code).expect(201);
        join("by code, in lower case", bert, code.toLowerCase(Locale.ROOT)).expect(201);
        join("by code, with a dash", bert, code.substring(0, 3) + "-" + code.substring(3))
                .expect(201);
        join("by code, with blanks", bert, " " + code.substring(0, 3) + " " + code.substring(3))
                .expect(201);
        join("by a code of nobody", bert, "222222").refused(404, SESSION_NOT_FOUND);
        join("into a full session", cast.cleo(), code).refused(409, "gamesim-registry/session-full");
        stage.post("with neither code nor token", bert, JOINS).body("{}").refused(400, BAD_WISH);
        stage.post("by id, as a spectator", cast.cleo(), session + "/players")
                .body("{'role':'SPECTATOR'}")
                .expect(201);
        stage.post("by id, with a seat already", bert, session + "/players")
                .body("{}")
                .expect(201);
        stage.post("by an id of nobody", bert, SESSIONS + "/nothing/players")
                .body("{}")
                .refused(404, SESSION_NOT_FOUND);
        stage.get("no session", bert, SESSIONS + "/nothing").refused(404, SESSION_NOT_FOUND);
    }

    private Ask join(String title, Person player, String code) {
        return stage.post(title, player, JOINS).body("{'joinCode':'%s'}", code);
    }

    private void news(String session) {
        String anna = cast.anna().playerId();
        String bert = cast.bert().playerId();
        update(
                        "both have come",
                        session,
                        north,
                        1,
                        ",'players':[{'playerId':'%s','state':'CONNECTED'},{'playerId':'%s','state':'CONNECTED'}]",
                        anna,
                        bert)
                .expect(200);
        update("both have come, again", session, north, 1, "").expect(200);
        update(
                        "something happened",
                        session,
                        north,
                        3,
                        ",'events':[{'type':'LOOT','playerId':'%s','data':{'item':'cell'}}],'state':{'round':'%d'}",
                        anna,
                        1 + random.nextInt(9))
                .expect(200);
        update("what is older", session, north, 2, ",'state':{'round':'0'}").expect(200);
        update("news of a stranger", session, north, 4, ",'players':[{'playerId':'%s','state':'LEFT'}]", Route.PLAYER)
                .refused(400, "gamesim-registry/bad-report", "/players/0/playerId");
        update("news of another server", session, south, 4, "").refused(403, "gamesim-registry/not-its-server");
        update("news of another epoch", session, new Sim(north.id(), north.epoch() + 1), 4, "")
                .refused(410, "gamesim-registry/epoch-over");
        update("bert leaves", session, north, 4, ",'players':[{'playerId':'%s','state':'LEFT'}]", bert)
                .expect(200);
        backfill(session);
        stage.get("the session as it goes on", cast.anna(), session).expect(200);
        beat("a beat with the session", north, "").expect(200);
    }

    private Ask update(String title, String session, Sim sim, int seq, String more, Object... values) {
        String news = String.format(Locale.ROOT, more, values);
        return stage.post(title, cast.gamesim(), session + "/updates")
                .text("application/json", ("{" + sim.sender() + ",'seq':" + seq + news + "}").replace('\'', '"'));
    }

    private void backfill(String session) {
        String token = stage.post("a backfill token", cast.gamesim(), session + "/backfill")
                .body("{" + north.sender() + "}")
                .expect(201)
                .json()
                .path("backfillToken")
                .asText();
        stage.post("a backfill token for another's session", cast.gamesim(), session + "/backfill")
                .body("{" + south.sender() + "}")
                .refused(403, "gamesim-registry/not-its-server");
        stage.post("by a backfill token", cast.operator(), JOINS)
                .body(
                        "{'backfillToken':'%s','players':['%s']}",
                        token, cast.cleo().playerId())
                .expect(201);
        stage.post("by a backfill token, for nobody", cast.operator(), JOINS)
                .body("{'backfillToken':'%s'}", token)
                .refused(400, BAD_WISH);
        stage.post("by a forged backfill token", cast.operator(), JOINS)
                .body(
                        "{'backfillToken':'%s','players':['%s']}",
                        token.substring(0, token.length() - 6) + "AAAAAA",
                        cast.cleo().playerId())
                .refused(403, "gamesim-registry/backfill-invalid");
    }

    private void report(String session) {
        String result =
                "{'playerId':'%s','score':%d,'kills':3,'deaths':1,'assists':0,'damage':120,'shots':20,'hits':9,'seconds':60,'outcome':'WON','loot':[{'itemId':'rifle-cell','quantity':2}]}";
        String anna = String.format(Locale.ROOT, result, cast.anna().playerId(), random.nextInt(1_000));
        closing("results of one who was not there", session, north, result, Route.PLAYER, 0)
                .refused(400, "gamesim-registry/bad-report", "/results/0/playerId");
        closing("results of another's session", session, south, anna).refused(403, "gamesim-registry/not-its-server");
        closing("a player's result twice", session, north, anna + "," + anna)
                .refused(400, "gamesim-registry/bad-report", "/results/1/playerId");
        closing("the report", session, north, anna).expect(200);
        closing("the report again", session, north, anna).expect(200);
        closing("another report", session, north, "").refused(409, SESSION_OVER);
        update("news after the end", session, north, 9, "").refused(409, SESSION_OVER);
        stage.get("the session, which is over", cast.anna(), session).expect(200);
        stage.post("into a session that is over", cast.bert(), session + "/players")
                .body("{}")
                .refused(409, SESSION_OVER);
    }

    private Ask closing(String title, String session, Sim sim, String results, Object... values) {
        String list = String.format(Locale.ROOT, results, values);
        return stage.post(title, cast.gamesim(), session + "/report")
                .text(
                        "application/json",
                        ("{" + sim.sender() + ",'reason':'over','results':[" + list + "],'checksum':'c0ffee'}")
                                .replace('\'', '"'));
    }

    void privacy() {
        stage.chapter("private sessions");
        Person anna = cast.anna();
        JsonNode seat = wish(
                        "a private session with a password",
                        anna,
                        "{'region':'north','isPrivate':true,'password':'open sesame'}")
                .expect(201)
                .json();
        String session = SESSIONS + "/" + seat.path("gameSimId").asText();
        String code = seat.path("joinCode").asText();
        stage.get("seen by a stranger", cast.bert(), session).refused(404, SESSION_NOT_FOUND);
        stage.get("seen by who made it", anna, session).expect(200);
        stage.post("joined by id", cast.bert(), session + "/players")
                .body("{'password':'open sesame'}")
                .refused(404, SESSION_NOT_FOUND);
        join("by code without the password", cast.bert(), code).refused(403, "gamesim-registry/password-wrong");
        stage.post("by code with a wrong password", cast.bert(), JOINS)
                .body("{'joinCode':'%s','password':'close sesame'}", code)
                .refused(403, "gamesim-registry/password-wrong");
        stage.post("by code with the password", cast.bert(), JOINS)
                .body("{'joinCode':'%s','password':'open sesame'}", code)
                .expect(201);
        stage.post("by invitation of an operator", cast.operator(), session + "/players")
                .body("{'players':['%s']}", cast.cleo().playerId())
                .expect(201);
        wish(
                        "a session for a party",
                        cast.operator(),
                        "{'region':'south','players':['" + anna.playerId() + "','"
                                + cast.bert().playerId() + "']}")
                .expect(201);
        stage.get("sessions of bert", cast.bert(), SESSIONS + "/mine")
                .unordered()
                .expect(200);
        end(session);
    }

    private void end(String session) {
        stage.post("an operator drains a server", cast.operator(), south.path("/drain"))
                .body("{'deadlineSeconds':3600}")
                .expect(200);
        stage.post("a server drains without its epoch", cast.gamesim(), south.path("/drain"))
                .body("{'deadlineSeconds':60}")
                .refused(400, BAD_SERVER, "/epoch");
        stage.post("a drain that takes too long", cast.operator(), south.path("/drain"))
                .body("{'deadlineSeconds':999999999}")
                .refused(400, BAD_SERVER, "/deadlineSeconds");
        beat("a beat of the server that drains", south, "").expect(200);
        wish("a session on a server that drains", cast.anna(), "{'region':'south','timeoutSeconds':0}")
                .refused(503, "gamesim-registry/no-capacity");
        stage.post("a server shuts down", cast.gamesim(), north.path("/shutdown"))
                .body("{'epoch':%d}", north.epoch())
                .expect(200);
        beat("a beat after the shutdown", north, "").refused(410, "gamesim-registry/epoch-over");
        stage.get("its session is lost", cast.anna(), session)
                .settled(
                        200, answer -> "LOST".equals(answer.json().path("state").asText()));
        register(
                        "the server comes back",
                        "back",
                        server("north", "b1", "").replace("{'address'", "{'simId':'" + north.id() + "','address'"))
                .expect(201);
        stage.get("the server that came back", cast.operator(), north.path("")).expect(200);
    }
}
