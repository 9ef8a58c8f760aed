package com.necpgame.gamesim.transport;

/**
 * What a join token's private part says.
 *
 * @param expiresAtMillis milliseconds since 1970
 */
record Admission(JoinClaims claims, Id tokenId, byte[] clientToServer, byte[] serverToClient, long expiresAtMillis) {

    /** A join token's own random name. */
    record Id(long high, long low) {}
}
