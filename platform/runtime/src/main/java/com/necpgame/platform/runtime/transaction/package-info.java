/** All or nothing, with bounded retries; and answers that are given once and repeated for ever. */
@NullMarked
package com.necpgame.platform.runtime.transaction;

import org.jspecify.annotations.NullMarked;
