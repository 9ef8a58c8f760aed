package com.necpgame.gamesim.agent;

/**
 * What an agent did since its start.
 *
 * @param beatsFailed without an answer, or with one that was not good
 * @param delivered updates, in batches, and reports that the registry took
 * @param refused those that it did not take
 * @param updatesDropped for want of room
 */
public record AgentFigures(
        long registrations, long beats, long beatsFailed, long delivered, long refused, long updatesDropped) {}
