package com.necpgame.gamesim.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.contracts.gamesimregistry.PlayerResult;
import java.util.List;

/** The bodies of requests; see docs/gamesim.md. */
final class Bodies {
    private Bodies() {}

    static ObjectNode registration(AgentSettings settings, String simId) {
        var body = object().put("address", settings.address()).put("port", settings.port());
        if (!simId.isEmpty()) {
            body.put("simId", simId);
        }
        if (settings.spectatorPort() instanceof Integer port) {
            body.put("spectatorPort", port);
        }
        if (settings.zone() instanceof String zone) {
            body.put("zone", zone);
        }
        if (settings.heartbeat() != null) {
            body.put("heartbeatSeconds", settings.heartbeat().toSeconds());
        }
        body.put("build", settings.build()).put("region", settings.region());
        body.put("sessionsMax", settings.sessionsMax()).put("playersMax", settings.playersMax());
        body.put("protocolVersion", settings.protocolVersion());
        var labels = body.putObject("labels");
        settings.labels().forEach(labels::put);
        return body;
    }

    static ObjectNode heartbeat(Registration who, boolean ready, boolean playable, ServerLoad load) {
        var body = object().put("epoch", who.epoch()).put("ready", ready).put("playable", playable);
        body.put("load", load.share()).put("tickMillis", load.tickMillis()).put("players", load.players());
        var sessions = body.putArray("sessions");
        load.sessions().forEach(sessions::add);
        return body;
    }

    static Delivery updates(Registration who, long seq, List<SessionUpdate> updates) {
        var gameSimId = updates.getFirst().gameSimId();
        var body = from(who).put("seq", seq);
        var players = body.putArray("players");
        var events = body.putArray("events");
        for (var update : updates) {
            update.players()
                    .forEach(player -> players.addObject()
                            .put("playerId", player.playerId())
                            .put("state", player.state().name()));
            update.events().forEach(event -> event(events, event));
        }
        return new Delivery(gameSimId, "/v1/game-sessions/" + gameSimId + "/updates", null, body);
    }

    private static void event(ArrayNode events, SessionUpdate.Event event) {
        var json = events.addObject().put("type", event.type());
        if (event.playerId() != null) {
            json.put("playerId", event.playerId());
        }
        var data = json.putObject("data");
        event.data().forEach(data::put);
    }

    /** Its key is the session's, for a session has one report, however often it is sent. */
    static Delivery report(Registration who, SessionReport report) {
        var body = from(who).put("reason", report.reason()).put("checksum", report.checksum());
        var results = body.putArray("results");
        report.results().forEach(result -> result(results.addObject(), result));
        var path = "/v1/game-sessions/" + report.gameSimId() + "/report";
        return new Delivery(report.gameSimId(), path, "report-" + report.gameSimId(), body);
    }

    private static void result(ObjectNode line, PlayerResult result) {
        line.put("playerId", result.playerId().value());
        if (result.team() != null) {
            line.put("team", result.team());
        }
        line.put("score", result.score()).put("kills", result.kills()).put("deaths", result.deaths());
        line.put("assists", result.assists()).put("damage", result.damage());
        line.put("shots", result.shots()).put("hits", result.hits());
        line.put("seconds", result.seconds()).put("outcome", result.outcome());
        var loot = line.putArray("loot");
        result.loot().forEach(of -> loot.addObject().put("itemId", of.item()).put("quantity", of.quantity()));
    }

    private static ObjectNode from(Registration who) {
        return object().put("simId", who.simId()).put("epoch", who.epoch());
    }

    private static ObjectNode object() {
        return RegistryDoor.JSON.createObjectNode();
    }
}
