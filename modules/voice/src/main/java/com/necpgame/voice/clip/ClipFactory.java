package com.necpgame.voice.clip;

import com.necpgame.platform.runtime.event.EventName;
import com.necpgame.platform.runtime.event.RenamedEvent;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Lets the pattern files hold where the configuration gives the event another name. */
@Factory
final class ClipFactory {
    @Singleton
    RenamedEvent sendAudioEvent(ClipConfig config) {
        return new RenamedEvent(config.eventName(), new EventName(ClipConfig.SOURCE, ClipConfig.DETAIL_TYPE));
    }
}
