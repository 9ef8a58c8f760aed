/**
 * HTTP as the harness speaks it: persistent HTTP/1.1 connections on plain sockets, one request at a time on each.
 *
 * <p>Written by hand because client and server share the machine in a benchmark: what the client burns is missing to
 * the server. {@code java.net.http} hands every exchange over between threads and spent several times the processor
 * time per request; {@code docs} of the benchmark report the client's share beside every figure.
 */
@NullMarked
package com.necpgame.harness.wire;

import org.jspecify.annotations.NullMarked;
