package com.necpgame.harness.match;

import com.necpgame.gamesim.arena.ArenaRules;
import com.necpgame.gamesim.transport.LossyNetwork;
import java.time.Duration;

/**
 * What is played.
 *
 * @param seed decides what bots do, what the network does to them, and who is killed when
 * @param servers game servers at a time
 * @param sessionsMax sessions of one server at a time
 * @param bots who play
 * @param playersMax bots of one session
 * @param rounds sessions that each bot plays, one after the other
 * @param game how long one session lasts, whole seconds
 * @param heartbeat of the game servers, whole seconds
 * @param serverKills game servers killed in the middle, each replaced by a new one
 * @param registryKills how often the registry is killed and started again on its data
 * @param network between the bots and the servers
 */
public record MatchOptions(
        long seed,
        int servers,
        int sessionsMax,
        int bots,
        int playersMax,
        int rounds,
        Duration game,
        Duration heartbeat,
        int serverKills,
        int registryKills,
        LossyNetwork.Conditions network) {
    /** All bots are in this one process. */
    public static final int BOTS_MAX = 400;

    /** Ticks of the arena in a second, told to the game servers. */
    static final int TICK_RATE = 30;

    private static final int SERVERS_MAX = 50;
    private static final int SESSIONS_MAX = 100;
    private static final int ROUNDS_MAX = 10_000;
    private static final int KILLS_MAX = 100;
    /** The game server's own bound on a game. */
    private static final int GAME_SECONDS_MAX = 3600;

    private static final int HEARTBEAT_SECONDS_MAX = 300;

    public MatchOptions {
        within("servers", servers, 1, SERVERS_MAX);
        within("sessions of a server", sessionsMax, 1, SESSIONS_MAX);
        within("bots", bots, 1, BOTS_MAX);
        within("players of a session", playersMax, 1, ArenaRules.PLAYERS_MAX);
        within("rounds", rounds, 1, ROUNDS_MAX);
        within("seconds of a game", game.toSeconds(), 1, GAME_SECONDS_MAX);
        within("seconds of a heartbeat", heartbeat.toSeconds(), 1, HEARTBEAT_SECONDS_MAX);
        within("kills of servers", serverKills, 0, KILLS_MAX);
        within("kills of the registry", registryKills, 0, KILLS_MAX);
    }

    private static void within(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": " + least + " to " + most + ", not " + value);
        }
    }

    /** Groups of bots that play together; the last may be smaller. */
    int parties() {
        return Math.ceilDiv(bots, playersMax);
    }

    /** How soon after a server's death its sessions must be LOST. */
    Duration detection() {
        return heartbeat.multipliedBy(3).plusSeconds(10);
    }
}
