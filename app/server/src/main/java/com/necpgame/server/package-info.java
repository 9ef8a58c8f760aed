/**
 * The one JVM: every module behind one Netty server.
 *
 * <p>What is here is the edge and nothing of a game: start and stop, limits on what a client may send, the problems that
 * arise before a module is asked, traces and logs, health and metrics, the API's own pages.
 */
@NullMarked
package com.necpgame.server;

import org.jspecify.annotations.NullMarked;
