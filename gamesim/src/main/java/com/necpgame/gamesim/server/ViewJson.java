package com.necpgame.gamesim.server;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.gamesim.arena.ArenaMap;
import com.necpgame.gamesim.arena.ArenaRules;
import com.necpgame.gamesim.arena.PlayerView;
import com.necpgame.gamesim.server.TickFigures.Spread;

/** What the TCP port says, as JSON. Places are in units, {@link ArenaMap#TILE} to a tile. */
final class ViewJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ViewJson() {}

    /** The list of sessions. */
    static String sessions(GameServer.Status status) {
        var list = JSON.createObjectNode();
        var sessions = list.putArray("sessions");
        for (var view : status.sessions()) {
            sessions.addObject()
                    .put("gameSimId", view.gameSimId())
                    .put("map", view.map().name())
                    .put("players", view.frame().players().size())
                    .put("playersMax", view.rules().playersMax())
                    .put("secondsLeft", view.secondsLeft());
        }
        return list.toString();
    }

    static String status(GameServer.Status status) {
        var json = JSON.createObjectNode();
        json.put("sessions", status.sessions().size()).put("players", status.players());
        json.put("draining", status.draining());
        var ticks = json.putObject("ticks");
        ticks.put("count", status.ticks().ticks()).put("skipped", status.ticks().skipped());
        ticks.put("load", status.ticks().load());
        spread(ticks.putObject("jitterMillis"), status.ticks().jitter());
        spread(ticks.putObject("workMillis"), status.ticks().work());
        var udp = json.putObject("udp");
        udp.put("received", status.transport().received())
                .put("receivedBytes", status.transport().receivedBytes());
        udp.put("sent", status.transport().sent())
                .put("sentBytes", status.transport().sentBytes());
        var dropped = udp.putObject("dropped");
        status.transport().dropped().forEach((cause, count) -> dropped.put(cause.name(), count));
        var refused = json.putObject("refused");
        status.refused().forEach(refused::put);
        return json.toString();
    }

    private static void spread(ObjectNode json, Spread spread) {
        json.put("p50", spread.p50()).put("p99", spread.p99()).put("max", spread.max());
    }

    /** What a watcher needs once. */
    static String arena(SessionView view) {
        var json = JSON.createObjectNode().put("type", "arena").put("gameSimId", view.gameSimId());
        json.put("map", view.map().name()).put("tile", ArenaMap.TILE).put("radius", ArenaRules.RADIUS);
        json.put("tickRate", view.rules().tickRate()).put("healthMax", ArenaRules.HEALTH_MAX);
        var rows = json.putArray("rows");
        view.map().rows().forEach(rows::add);
        var pickups = json.putArray("pickups");
        for (var pickup : view.map().pickups()) {
            pickups.addObject()
                    .put("kind", pickup.kind().name())
                    .put("x", pickup.place().x())
                    .put("y", pickup.place().y());
        }
        return json.toString();
    }

    /** What a watcher needs again and again. */
    static String frame(SessionView view) {
        var frame = view.frame();
        var json = JSON.createObjectNode().put("type", "frame").put("tick", frame.tick());
        json.put("secondsLeft", view.secondsLeft());
        var players = json.putArray("players");
        frame.players().forEach(player -> player(players.addObject(), player, view));
        var shots = json.putArray("shots");
        for (var shot : frame.shots()) {
            var place = shot.at(frame.tick(), view.rules());
            shots.addArray().add(place.x()).add(place.y()).add(shot.aim()).add(shot.owner());
        }
        var pickups = json.putArray("pickups");
        frame.pickups().forEach(pickups::add);
        return json.toString();
    }

    private static void player(ObjectNode json, PlayerView player, SessionView view) {
        json.put("slot", player.slot()).put("name", view.names().getOrDefault(player.slot(), ""));
        json.put("x", player.x()).put("y", player.y()).put("aim", player.aim());
        json.put("health", player.health()).put("score", player.score());
        json.put("kills", player.kills()).put("deaths", player.deaths()).put("credits", player.credits());
        json.put("away", view.away().contains(player.slot()));
    }
}
