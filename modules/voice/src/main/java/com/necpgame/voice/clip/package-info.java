/**
 * Clips: the source's {@code sendaudio} contract, from the message over the stored object to whoever hears it.
 *
 * <p>{@link com.necpgame.voice.clip.SendAudio} takes the message and tells of it (PENDING), {@link
 * com.necpgame.voice.clip.ProcessAudio} stores it (PROCESSING), {@link com.necpgame.voice.clip.ValidateAudio} checks it
 * and sends it to those who hear it (COMPLETED). Each stage works on rows and events alone, so that it can run in a
 * process of its own; each may come twice, late and out of order.
 */
@NullMarked
package com.necpgame.voice.clip;

import org.jspecify.annotations.NullMarked;
