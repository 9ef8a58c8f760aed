/** Recordings of live talk, off the hot path: consent, segments, retention, reports. */
@NullMarked
package com.necpgame.voice.recording;

import org.jspecify.annotations.NullMarked;
