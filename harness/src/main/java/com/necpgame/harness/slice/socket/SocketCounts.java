package com.necpgame.harness.slice.socket;

/**
 * What has happened at the WebSockets since the start.
 *
 * @param open connections that are open now
 * @param opened handshakes that a function has accepted
 * @param sent texts of functions that are on their way to a client
 * @param gone how often a function spoke to a connection that there is not, and was told 410
 */
public record SocketCounts(int open, long opened, long sent, long gone) {}
