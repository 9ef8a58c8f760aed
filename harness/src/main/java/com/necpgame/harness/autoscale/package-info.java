/**
 * What an autoscaling policy would do with a fleet of game servers: a load curve is replayed against a model of the fleet
 * in simulated time, and what players waited stands beside what the servers cost.
 *
 * <p>The model keeps to the registry's rules: sessions are packed on the fullest server, who finds no slot waits in a fair
 * queue up to a timeout, and a server leaves only when it is empty. All that is drawn is drawn from one seed before the
 * replay, so that each policy meets the very same players.
 */
@NullMarked
package com.necpgame.harness.autoscale;

import org.jspecify.annotations.NullMarked;
