/** Voice over WebSockets as clients see it: speakers, listeners, and how old what they hear is. */
@NullMarked
package com.necpgame.harness.voice;

import org.jspecify.annotations.NullMarked;
