/**
 * How fast a server is, and what it costs. Closed loop: each connection sends its next request when it has the answer to
 * the last, so times are those of a client that waits, and a slow server is asked less.
 *
 * <p>What is compared takes turns, round by round in a drawn order, so that a machine that slows down slows down all alike.
 */
@NullMarked
package com.necpgame.harness.bench;

import org.jspecify.annotations.NullMarked;
