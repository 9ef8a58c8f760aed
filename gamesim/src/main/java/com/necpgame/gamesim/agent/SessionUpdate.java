package com.necpgame.gamesim.agent;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** News of a session. */
public record SessionUpdate(String gameSimId, List<Player> players, List<Event> events) {
    public SessionUpdate {
        players = List.copyOf(players);
        events = List.copyOf(events);
    }

    /** A player came or went. */
    public static SessionUpdate of(String gameSimId, String playerId, Presence presence) {
        return new SessionUpdate(gameSimId, List.of(new Player(playerId, presence)), List.of());
    }

    /** Something happened in the game. */
    public static SessionUpdate of(String gameSimId, Event event) {
        return new SessionUpdate(gameSimId, List.of(), List.of(event));
    }

    /** Whether a player is there. */
    public enum Presence {
        CONNECTED,
        LEFT
    }

    public record Player(String playerId, Presence state) {}

    /** @param type in the game's words */
    public record Event(String type, @Nullable String playerId, Map<String, String> data) {}
}
