package com.necpgame.voice;

import java.time.Instant;

/**
 * A connection that was let in.
 *
 * @param playerId whose it is, by the token or the ticket: the author of all that it says
 * @param domain the host that was asked for
 * @param stage the deployment's stage
 */
public record Visitor(String connectionId, String playerId, String domain, String stage, Instant connectedAt) {}
