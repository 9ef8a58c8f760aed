/**
 * A seeded game of many players, and the auditor that knows what every answer must be.
 *
 * <p>{@link Workload} chooses the steps from the seed alone. {@link Turns} lets steps of different players run at the same
 * time, and steps of one player in their order, so that {@link World} knows exactly what holds when a request takes effect.
 * A share of the steps are races: several requests at once for the same players, whose answers must be explained by some
 * order of theirs. {@link Reconciliation} reads everything back at the end.
 */
@NullMarked
package com.necpgame.harness.sim;

import org.jspecify.annotations.NullMarked;
