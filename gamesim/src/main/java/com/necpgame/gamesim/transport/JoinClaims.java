package com.necpgame.gamesim.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What the registry says of a player in a join token; see docs/gamesim.md.
 *
 * @param gameSimId the session; at most {@value #ID_BYTES_MAX} bytes of UTF-8, as are map and build
 * @param playerId at most {@value #PLAYER_BYTES_MAX} bytes
 * @param name shown to others; at most {@value #NAME_BYTES_MAX} bytes
 * @param slot the player's place in the session, 0 to 255
 * @param playersMax how many players the session takes, 0 to 255
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

    static final int ID_BYTES_MAX = 64;
    static final int PLAYER_BYTES_MAX = 132;
    static final int NAME_BYTES_MAX = 32;

    /** What a client says of its own peer: its token is sealed, so it cannot read who it is. */
    public static final JoinClaims UNKNOWN = new JoinClaims("", "", "", "", "", Role.PLAYER, 0, 0, 0);

    public JoinClaims {
        within("gameSimId", gameSimId, ID_BYTES_MAX);
        within("playerId", playerId, PLAYER_BYTES_MAX);
        within("name", name, NAME_BYTES_MAX);
        within("map", map, ID_BYTES_MAX);
        within("build", build, ID_BYTES_MAX);
        if (slot < 0 || slot > 255) {
            throw new IllegalArgumentException("slot must be 0 to 255: " + slot);
        }
        if (playersMax < 0 || playersMax > 255) {
            throw new IllegalArgumentException("playersMax must be 0 to 255: " + playersMax);
        }
    }

    /** What one may do in a session. */
    public enum Role {
        PLAYER,
        SPECTATOR
    }

    private static void within(String what, String text, int bytesMax) {
        if (text.getBytes(UTF_8).length > bytesMax) {
            throw new IllegalArgumentException(what + " must have at most " + bytesMax + " bytes");
        }
    }
}
