package com.necpgame.voice.room;

import com.necpgame.platform.runtime.socket.Connections;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Whom the players of this process ignore: read when a player's first connection opens, before anything can be heard on
 * it. Each player's own wishes are enough for blocks in both directions, since both players are here when one could hear
 * the other.
 */
@Singleton
final class Unheard {
    private final Connections connections;
    private final RoomTable table;
    private final Map<String, Wishes> byPlayer = new ConcurrentHashMap<>();

    Unheard(Connections connections, RoomTable table) {
        this.connections = connections;
        this.table = table;
    }

    /** @param connections how many open connections need it */
    private record Wishes(int connections, Set<String> blocked, Set<String> muted) {
        static Wishes of(int connections, List<Ignored> rows) {
            return new Wishes(
                    connections,
                    rows.stream().filter(Ignored::blocked).map(Ignored::otherId).collect(Collectors.toSet()),
                    rows.stream().filter(Ignored::muted).map(Ignored::otherId).collect(Collectors.toSet()));
        }
    }

    void opened(String playerId) {
        if (!connections.areHere()) {
            return;
        }
        byPlayer.compute(
                playerId,
                (player, known) -> Wishes.of(known == null ? 1 : known.connections + 1, table.ignored(player)));
    }

    void closed(String playerId) {
        byPlayer.computeIfPresent(
                playerId,
                (player, known) ->
                        known.connections == 1 ? null : new Wishes(known.connections - 1, known.blocked, known.muted));
    }

    /** Reads again what has been written; of two who change it the later one reads both. */
    void changed(String playerId) {
        byPlayer.computeIfPresent(playerId, (player, known) -> Wishes.of(known.connections, table.ignored(player)));
    }

    /** Who of these players does not hear whom of them. */
    Map<String, Set<String>> among(Collection<String> players) {
        var present = Set.copyOf(players);
        var unheard = new HashMap<String, Set<String>>();
        for (var player : present) {
            if (byPlayer.get(player) instanceof Wishes wishes) {
                common(wishes.blocked, present).forEach(other -> {
                    add(unheard, player, other);
                    add(unheard, other, player);
                });
                common(wishes.muted, present).forEach(other -> add(unheard, player, other));
            }
        }
        return unheard;
    }

    private static List<String> common(Set<String> wishes, Set<String> present) {
        return wishes.size() < present.size()
                ? wishes.stream().filter(present::contains).toList()
                : present.stream().filter(wishes::contains).toList();
    }

    private static void add(Map<String, Set<String>> unheard, String player, String other) {
        unheard.computeIfAbsent(player, each -> new HashSet<>()).add(other);
    }
}
