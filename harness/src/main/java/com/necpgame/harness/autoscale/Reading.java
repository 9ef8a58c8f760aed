package com.necpgame.harness.autoscale;

/**
 * What a policy sees of the fleet.
 *
 * @param capacity sessions of one server
 * @param warmServers servers that take sessions and are past their warm-up
 * @param warmSessions sessions that these run: {@code ActiveGameSessions} of CloudWatch, summed
 * @param sessions sessions of all servers
 * @param waiting requests in the queue
 */
record Reading(int capacity, int warmServers, int warmSessions, int sessions, int waiting) {}
