/** The store and the identity of local slices: the one JVM without its modules, as a process of its own. */
@NullMarked
package com.necpgame.harness.slice.store;

import org.jspecify.annotations.NullMarked;
