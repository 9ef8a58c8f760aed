package com.necpgame.voice.live;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Who hears whom, and until when a frame is worth hearing.
 *
 * @param speakersMax how many speakers one listener hears at once, over all rooms other than proximity
 * @param nearbyMax how many one listener hears at once in proximity rooms, over all of them
 * @param slotHold how long a speaker who pauses keeps its slot
 * @param lateMax how much later than it might have a frame may arrive and still be forwarded
 * @param queuedMax how long a frame may wait for a listener
 * @param rateMute how long who sends more audio than time passes is silenced, the first time
 * @param positionsMax how long positions are true
 */
@Context
@ConfigurationProperties("necpgame.voice.live")
record LiveConfig(
        @Bindable(defaultValue = "8") int speakersMax,
        @Bindable(defaultValue = "6") int nearbyMax,
        @Bindable(defaultValue = "400ms") Duration slotHold,
        @Bindable(defaultValue = "400ms") Duration lateMax,
        @Bindable(defaultValue = "200ms") Duration queuedMax,
        @Bindable(defaultValue = "10s") Duration rateMute,
        @Bindable(defaultValue = "5s") Duration positionsMax) {
    LiveConfig {
        if (speakersMax < 1 || speakersMax > 64) {
            throw new IllegalArgumentException("necpgame.voice.live.speakers-max must be 1 to 64");
        }
        if (nearbyMax < 1 || nearbyMax > 64) {
            throw new IllegalArgumentException("necpgame.voice.live.nearby-max must be 1 to 64");
        }
        between("slot-hold", slotHold, Duration.ofMillis(100), Duration.ofSeconds(5));
        between("late-max", lateMax, Duration.ofMillis(20), Duration.ofSeconds(5));
        between("queued-max", queuedMax, Duration.ofMillis(20), Duration.ofSeconds(5));
        between("rate-mute", rateMute, Duration.ofSeconds(1), Duration.ofMinutes(10));
        between("positions-max", positionsMax, Duration.ofMillis(100), Duration.ofMinutes(1));
    }

    private static void between(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("necpgame.voice.live." + name + " must be " + least + " to " + most);
        }
    }
}
