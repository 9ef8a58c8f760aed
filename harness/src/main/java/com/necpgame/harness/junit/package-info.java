/** The simulation inside of somebody else's JUnit tests, against a server in the same process. */
@NullMarked
package com.necpgame.harness.junit;

import org.jspecify.annotations.NullMarked;
