/** A small game server in memory that can be made to err, so that the tests see whether the harness notices. */
@NullMarked
package com.necpgame.harness.toy;

import org.jspecify.annotations.NullMarked;
