/** Rooms: who is in them, who may come, speak and moderate, who does not want to hear whom. */
@NullMarked
package com.necpgame.voice.room;

import org.jspecify.annotations.NullMarked;
