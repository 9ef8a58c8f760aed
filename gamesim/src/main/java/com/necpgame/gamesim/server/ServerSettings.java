package com.necpgame.gamesim.server;

import com.necpgame.gamesim.arena.ArenaMap;
import com.necpgame.gamesim.arena.ArenaRules;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a game server hosts.
 *
 * @param sessionsMax sessions at once
 * @param rules of each game; a session may have fewer players
 * @param snapshotTicks from one snapshot to the next
 * @param returnTime how long the place of a player who is gone is kept
 * @param build that tokens must be for
 * @param map of sessions that name none
 * @param logFolder where each game's log goes; null for none
 */
public record ServerSettings(
        int sessionsMax,
        ArenaRules rules,
        int snapshotTicks,
        Duration returnTime,
        String build,
        ArenaMap map,
        @Nullable Path logFolder) {
    static final int SESSIONS_MAX = 1000;
    public static final Duration RETURN_TIME = Duration.ofSeconds(30);

    public ServerSettings {
        if (sessionsMax < 1 || sessionsMax > SESSIONS_MAX) {
            throw new IllegalArgumentException("a server holds 1 to " + SESSIONS_MAX + " sessions, not " + sessionsMax);
        }
        if (snapshotTicks < 1 || snapshotTicks > rules.tickRate()) {
            throw new IllegalArgumentException("a snapshot every 1 to " + rules.tickRate() + " ticks");
        }
        if (returnTime.isNegative()) {
            throw new IllegalArgumentException("the time to return is not negative");
        }
    }

    int returnTicks() {
        return (int) (returnTime.toMillis() * rules.tickRate() / 1000);
    }
}
