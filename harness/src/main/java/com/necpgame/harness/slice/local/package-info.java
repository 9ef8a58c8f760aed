/** All modules as functions on this machine: real processes, with everything around them that AWS would be. */
@NullMarked
package com.necpgame.harness.slice.local;

import org.jspecify.annotations.NullMarked;
