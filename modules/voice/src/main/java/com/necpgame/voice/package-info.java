/**
 * What players say to each other.
 *
 * <p>Owns rooms, who is in them and who may speak there, connections, blocks, clips and recordings. Nobody else writes
 * them. Promises that the author of what is heard is the player whose token opened the connection; that nobody hears a
 * player they blocked, or who blocked them, from the first frame; that live talk never waits for a disk; and that what
 * was acknowledged as PROCESSING is kept.
 *
 * <p>Publishes and hears {@link com.necpgame.contracts.voice.SendAudioEvent}, in the words of the voice chat that this
 * module follows.
 */
@GameModule("voice")
@Configuration
@Requires(property = "necpgame.modules.voice", notEquals = "false")
@NullMarked
package com.necpgame.voice;

import com.necpgame.platform.runtime.GameModule;
import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
