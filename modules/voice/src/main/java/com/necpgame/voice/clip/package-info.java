/** Clips: the source's `sendaudio` contract, from the message over the stored object to whoever hears it. Works on rows alone, so that each stage can run in a process of its own. */
@NullMarked
package com.necpgame.voice.clip;

import org.jspecify.annotations.NullMarked;
