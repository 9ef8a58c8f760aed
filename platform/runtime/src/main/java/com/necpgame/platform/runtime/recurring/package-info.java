/** Work that is due every so often, done by one instance at a time. */
@NullMarked
package com.necpgame.platform.runtime.recurring;

import org.jspecify.annotations.NullMarked;
