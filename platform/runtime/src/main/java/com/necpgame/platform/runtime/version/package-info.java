/** Editing what others may edit too: who writes names the version that they have seen. */
@NullMarked
package com.necpgame.platform.runtime.version;

import org.jspecify.annotations.NullMarked;
