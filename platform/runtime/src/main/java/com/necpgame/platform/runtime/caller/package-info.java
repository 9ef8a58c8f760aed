/** Who asks: the caller's identity, from the claims of the token. */
@NullMarked
package com.necpgame.platform.runtime.caller;

import org.jspecify.annotations.NullMarked;
