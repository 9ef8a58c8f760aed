/** Lists in pages behind opaque cursors. */
@NullMarked
package com.necpgame.platform.runtime.paging;

import org.jspecify.annotations.NullMarked;
