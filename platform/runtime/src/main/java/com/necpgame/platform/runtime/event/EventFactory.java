package com.necpgame.platform.runtime.event;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.runtime.GameModules;
import com.necpgame.platform.runtime.Ids;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Prototype;
import io.micronaut.inject.InjectionPoint;
import java.time.Clock;

/** Gives each class the outbox of the module that it belongs to. */
@Factory
final class EventFactory {
    @Prototype
    Outbox outbox(InjectionPoint<?> point, Dynamo dynamo, EventCodec codec, Ids ids, Clock clock, EventConfig config) {
        var asks = point.getDeclaringBean().getBeanType();
        var module = GameModules.of(asks);
        if (module.equals(GameModules.PLATFORM)) {
            throw new IllegalStateException(asks.getName() + " is in no game module, so it has no outbox");
        }
        return new Outbox(module, dynamo.items(EventEnvelope.class, module), codec, ids, clock, config.shards());
    }
}
