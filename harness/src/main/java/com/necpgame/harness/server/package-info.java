/** The server under test: one that runs already, or a process that the harness starts, measures and stops. */
@NullMarked
package com.necpgame.harness.server;

import org.jspecify.annotations.NullMarked;
