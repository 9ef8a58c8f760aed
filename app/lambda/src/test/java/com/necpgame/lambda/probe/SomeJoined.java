package com.necpgame.lambda.probe;

import com.necpgame.contracts.player.PlayerJoined;
import com.necpgame.lambda.TestFunction;
import com.necpgame.platform.runtime.event.Delivery;
import com.necpgame.platform.runtime.event.Listens;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

@Requires(property = TestFunction.PROBE)
@Singleton
class SomeJoined implements Listens<PlayerJoined> {
    @Override
    public void on(PlayerJoined event, Delivery delivery) {}
}
