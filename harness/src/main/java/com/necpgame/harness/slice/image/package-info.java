/** Functions as container images: what stands in one, and the recording of a start that makes the next ones short. */
@NullMarked
package com.necpgame.harness.slice.image;

import org.jspecify.annotations.NullMarked;
