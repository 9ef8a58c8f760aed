/**
 * Whole matches with real parts: a registry, game servers as processes, and bots over UDP through a bad network, while servers
 * and the registry are killed. Afterwards an auditor compares what the registry says with what the game servers' own logs
 * say when they are played again, and with what the bots saw.
 */
@NullMarked
package com.necpgame.harness.match;

import org.jspecify.annotations.NullMarked;
