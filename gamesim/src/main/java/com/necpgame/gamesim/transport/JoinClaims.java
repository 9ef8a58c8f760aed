package com.necpgame.gamesim.transport;

/**
 * What the registry says of a player in a join token; see docs/gamesim.md.
 *
 * @param sessionSeed the chance of the session; the same for all its players
 */
public record JoinClaims(
        String gameSimId,
        String playerId,
        String name,
        String map,
        String build,
        Role role,
        int slot,
        int playersMax,
        long sessionSeed) {

    /** What one may do in a session. */
    public enum Role {
        PLAYER,
        SPECTATOR
    }
}
