/** What goes wrong on purpose between the parts of local slices, by a seed. */
@NullMarked
package com.necpgame.harness.slice.fault;

import org.jspecify.annotations.NullMarked;
