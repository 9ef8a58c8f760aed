package com.necpgame.harness.contract;

import java.util.Locale;

/** Voice by HTTP: rooms, their moderation, blocks, recordings and reports. */
final class Rooms {
    private static final String ROOMS = "/v1/voice/rooms";
    private static final String BLOCKS = "/v1/voice/blocks";
    private static final String RECORDINGS = "/v1/voice/recordings";
    private static final String INVALID = "platform/invalid";
    private static final String NOT_ALLOWED = "platform/not-allowed";
    private static final String NOT_FOUND = "voice/room-not-found";

    private final Stage stage;
    private final Cast cast;

    Rooms(Stage stage, Cast cast) {
        this.stage = stage;
        this.cast = cast;
    }

    void play() {
        stage.chapter("rooms");
        make(
                        "the operator makes a hall",
                        cast.operator(),
                        "{'id':'hall','type':'team','join':'open','name':'The hall'}")
                .expect(201);
        make(
                        "the operator makes a hall",
                        cast.operator(),
                        "{'id':'hall','type':'team','join':'open','name':'The hall'}")
                .expect(201);
        make("the operator makes a hall", cast.operator(), "{'id':'other','type':'team','join':'open'}")
                .refused(409, "platform/idempotency-key-reused");
        make("a hall once more", cast.operator(), "{'id':'hall','type':'team','join':'open'}")
                .refused(409, "voice/room-exists");
        make("a closed room", cast.operator(), "{'id':'vault','type':'team','join':'token','membersMax':2}")
                .expect(201);
        make(
                        "a field",
                        cast.gamesim(),
                        "{'id':'field','type':'proximity','join':'open','proximity':{'audibleWithin':50,'hysteresis':0.2}}")
                .expect(201);
        String party = make("anna's party", cast.anna(), "{'type':'party','join':'open','name':'anna'}")
                .expect(201)
                .json()
                .path("id")
                .asText();
        refusedMaking();
        looks(party);
        moderation(party);
        positions();
        blocks();
        recordings();
        stage.delete("bert deletes anna's party", cast.bert(), ROOMS + "/" + party)
                .refused(403, NOT_ALLOWED);
        stage.delete("anna deletes her party", cast.anna(), ROOMS + "/" + party).expect(204);
        stage.get("a party that is gone", cast.anna(), ROOMS + "/" + party).refused(404, NOT_FOUND);
        stage.delete("a room that is not there", cast.operator(), ROOMS + "/nowhere")
                .refused(404, NOT_FOUND);
    }

    private Ask make(String title, Person maker, String body) {
        return stage.post(title, maker, ROOMS).key(title.replace(' ', '-')).body(body);
    }

    private void refusedMaking() {
        Person anna = cast.anna();
        make("a player's team room", anna, "{'type':'team','join':'open'}").refused(403, NOT_ALLOWED);
        make("a player's choice of an id", anna, "{'id':'mine','type':'party','join':'open'}")
                .refused(403, NOT_ALLOWED);
        make("a room of no type", anna, "{'type':'dungeon','join':'open'}").refused(400, INVALID);
        make("a second lobby", cast.operator(), "{'type':'lobby','join':'open'}")
                .refused(400, INVALID);
        make("an open whisper", anna, "{'type':'whisper','join':'open'}").refused(400, INVALID);
        make("a party in space", anna, "{'type':'party','join':'open','proximity':{'audibleWithin':5,'hysteresis':0}}")
                .refused(400, INVALID);
        make("a room for one", anna, "{'type':'party','join':'open','membersMax':1}")
                .refused(400, INVALID, "/membersMax");
        make("a room that is ill named", cast.operator(), "{'id':'no blanks','type':'team','join':'open'}")
                .refused(400, INVALID, "/id");
    }

    private void looks(String party) {
        stage.get("rooms", cast.anna(), ROOMS).unordered().expect(200);
        stage.get("a room, seen by its maker", cast.anna(), ROOMS + "/" + party).expect(200);
        stage.get("a room, seen by a stranger", cast.bert(), ROOMS + "/" + party)
                .refused(403, "voice/not-a-member");
        stage.get("a room, seen by an operator", cast.operator(), ROOMS + "/hall")
                .expect(200);
        stage.get("no room", cast.operator(), ROOMS + "/nowhere").refused(404, NOT_FOUND);
    }

    private void moderation(String party) {
        String bert = cast.bert().playerId();
        String path = ROOMS + "/" + party;
        stage.post("a token by the maker", cast.anna(), path + "/tokens")
                .body("{'playerId':'%s','role':'member','expiresIn':600}", bert)
                .expect(201);
        stage.post("a token by a stranger", cast.bert(), path + "/tokens")
                .body("{'playerId':'%s','role':'member'}", bert)
                .refused(403, "voice/not-a-moderator");
        stage.post("a token of no role", cast.anna(), path + "/tokens")
                .body("{'playerId':'%s','role':'king'}", bert)
                .refused(400, INVALID);
        stage.post("a token for too long", cast.anna(), path + "/tokens")
                .body("{'playerId':'%s','role':'member','expiresIn':99999999}", bert)
                .refused(400, INVALID);
        deed("a ban", cast.anna(), path, "{'playerId':'%s','deed':'ban','seconds':60,'reason':'contract'}")
                .expect(201);
        deed("a ban", cast.anna(), path, "{'playerId':'%s','deed':'ban','seconds':60,'reason':'contract'}")
                .expect(201);
        deed("an unban", cast.anna(), path, "{'playerId':'%s','deed':'unban'}").expect(201);
        deed("a deed that is none", cast.anna(), path, "{'playerId':'%s','deed':'tickle'}")
                .refused(400, INVALID);
        deed("a kick by a stranger", cast.bert(), path, "{'playerId':'%s','deed':'kick'}")
                .refused(403, "voice/not-a-moderator");
        deed("a kick of one who is not there", cast.anna(), path, "{'playerId':'%s','deed':'kick'}")
                .refused(404, "voice/member-not-found");
        stage.get("what was done", cast.anna(), path + "/moderation").expect(200);
        stage.get("what was done, for a stranger", cast.bert(), path + "/moderation")
                .refused(403, "voice/not-a-moderator");
        String cursor = stage.get("what was done last", cast.operator(), path + "/moderation?limit=1")
                .expect(200)
                .json()
                .path("nextCursor")
                .asText();
        stage.get("what was done before", cast.operator(), path + "/moderation?limit=1&cursor=" + cursor)
                .expect(200);
    }

    private Ask deed(String title, Person moderator, String room, String body) {
        return stage.post(title, moderator, room + "/moderation")
                .key(title.replace(' ', '-'))
                .body(String.format(Locale.ROOT, body, cast.bert().playerId()));
    }

    private void positions() {
        String form = "{'positions':[{'playerId':'%s','x':1.5,'y':0,'z':-2}]}";
        stage.put("positions", cast.gamesim(), ROOMS + "/field/positions")
                .body(form, cast.anna().playerId())
                .expect(204);
        stage.put("positions in a hall", cast.gamesim(), ROOMS + "/hall/positions")
                .body(form, cast.anna().playerId())
                .refused(400, INVALID);
        stage.put("positions of no number", cast.gamesim(), ROOMS + "/field/positions")
                .body(
                        "{'positions':[{'playerId':'%s','x':'far','y':0,'z':0}]}",
                        cast.anna().playerId())
                .refused(400, INVALID, "/positions/0/x");
    }

    private void blocks() {
        Person anna = cast.anna();
        stage.put("anna blocks cleo", anna, BLOCKS + "/" + cast.cleo().playerId())
                .expect(204);
        stage.put("anna blocks cleo again", anna, BLOCKS + "/" + cast.cleo().playerId())
                .expect(204);
        stage.put("anna blocks one she has never met", anna, BLOCKS + "/" + Route.PLAYER)
                .expect(204);
        stage.put("anna blocks what is no player", anna, BLOCKS + "/cleo").refused(400, INVALID);
        stage.get("whom anna blocks", anna, BLOCKS).unordered().expect(200);
        stage.delete(
                        "anna blocks cleo no more",
                        anna,
                        BLOCKS + "/" + cast.cleo().playerId())
                .expect(204);
        stage.delete(
                        "anna blocks cleo no more, again",
                        anna,
                        BLOCKS + "/" + cast.cleo().playerId())
                .expect(204);
        stage.get("whom anna blocks still", anna, BLOCKS).expect(200);
    }

    private void recordings() {
        Person operator = cast.operator();
        String anna = cast.anna().playerId();
        stage.get("recordings of anna", operator, RECORDINGS + "?author=" + anna)
                .expect(200);
        stage.get("recordings of nobody", operator, RECORDINGS).refused(400, INVALID);
        stage.get("recordings of what is no player", operator, RECORDINGS + "?author=x")
                .refused(400, INVALID, "author");
        stage.get("no recording", operator, RECORDINGS + "/" + anna + "/never")
                .refused(404, "voice/recording-not-found");
        stage.delete("no recording to delete", cast.anna(), RECORDINGS + "/" + anna + "/never")
                .refused(404, "voice/recording-not-found");
        stage.delete("another's recordings", cast.bert(), RECORDINGS + "?author=" + anna)
                .refused(403, NOT_ALLOWED);
        stage.delete("bert's recordings, of which there are none", cast.bert(), RECORDINGS)
                .expect(200);
        stage.get("no reports", operator, "/v1/voice/reports").expect(200);
        stage.get("no report", operator, "/v1/voice/reports/none").refused(404, "voice/recording-not-found");
    }
}
