/** How long game operations take on slices that are warm, at a rate that does not wait for answers. */
@NullMarked
package com.necpgame.harness.warm;

import org.jspecify.annotations.NullMarked;
