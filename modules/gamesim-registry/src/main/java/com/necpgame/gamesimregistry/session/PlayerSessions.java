package com.necpgame.gamesimregistry.session;

import com.necpgame.contracts.PlayerId;
import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * The sessions that a player has taken a seat in, newest last. Those that are over, or that the player has left, stay until
 * somebody needs their place: the end of a session need not touch its players.
 *
 * @param gameSimIds as many as one may be in, at most
 */
@MappedEntity(SessionTable.NAME)
@ItemKey(partition = "P#{playerId}", sort = "SESSIONS")
record PlayerSessions(
        PlayerId playerId, List<String> gameSimIds, @Version long version) {
    static PlayerSessions none(PlayerId playerId) {
        return new PlayerSessions(playerId, List.of(), 0);
    }

    boolean isStored() {
        return !gameSimIds.isEmpty();
    }

    PlayerSessions with(String gameSimId) {
        var all = new ArrayList<>(gameSimIds);
        all.add(gameSimId);
        return new PlayerSessions(playerId, List.copyOf(all), version);
    }

    PlayerSessions only(List<String> running) {
        return new PlayerSessions(playerId, List.copyOf(running), version);
    }
}
