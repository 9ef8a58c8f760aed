/**
 * HTTP as the harness speaks it: persistent HTTP/1.1 connections on plain sockets, one request at a time on each.
 *
 * <p>Written by hand because client and server share the machine in a benchmark: what the client burns is missing to
 * the server. Measured in turns against the same small server on two shared processors: 16-27 us of client processor time
 * per request at 1, 16 and 64 connections, where {@code java.net.http}, which hands every exchange over between threads,
 * took 180-550 us at one connection and 58-86 us at more. A benchmark shows the client's share beside every figure.
 */
@NullMarked
package com.necpgame.harness.wire;

import org.jspecify.annotations.NullMarked;
