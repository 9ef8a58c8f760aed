/**
 * The wire's contract, played as one seeded script: every route of every module, its refusals, and the talk on its socket. Each answer
 * is checked, and written down with stable names in place of ids and times, so that what two deployments of the game said can
 * be compared line by line.
 */
@NullMarked
package com.necpgame.harness.contract;

import org.jspecify.annotations.NullMarked;
