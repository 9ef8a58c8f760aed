/**
 * A client of the game, over HTTP only: it plays with many simulated players, predicts every answer and audits the
 * result, and it measures the server. It knows the published language and the wire, never a module.
 */
@NullMarked
package com.necpgame.harness;

import org.jspecify.annotations.NullMarked;
