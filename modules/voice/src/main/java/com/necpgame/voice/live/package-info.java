/** Live talk in this process: frames in, checked and selected, and out to whoever hears them. Never waits and never touches the store. */
@NullMarked
package com.necpgame.voice.live;

import org.jspecify.annotations.NullMarked;
