/**
 * Live talk in this process: frames in, checked and selected, and out to whoever hears them. Never waits and never touches
 * the store.
 *
 * <p>A {@link com.necpgame.voice.live.Frame} comes to the {@link com.necpgame.voice.live.Forwarder}, passes the gate of its
 * {@link com.necpgame.voice.live.Participant}, and is said by the participant's {@link com.necpgame.voice.live.Voice} in
 * each {@link com.necpgame.voice.live.LiveRoom} that it names, to those {@link com.necpgame.voice.live.Hearers} whom the
 * room's {@link com.necpgame.voice.live.Scene} allows and whose {@link com.necpgame.voice.live.Selection} has a slot for it.
 * Whom a voice reaches is worked out anew when one of these changes, never for each frame.
 */
@NullMarked
package com.necpgame.voice.live;

import org.jspecify.annotations.NullMarked;
