/** Events: written with the change they tell of, relayed at least once, heard once. */
@NullMarked
package com.necpgame.platform.runtime.event;

import org.jspecify.annotations.NullMarked;
