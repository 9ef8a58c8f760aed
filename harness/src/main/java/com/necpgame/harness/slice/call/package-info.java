/** Where the parts of local slices meet: what can be invoked, and what a slice says of itself. */
@NullMarked
package com.necpgame.harness.slice.call;

import org.jspecify.annotations.NullMarked;
