package com.necpgame.economy;

import com.necpgame.contracts.player.PlayerJoined;
import com.necpgame.platform.runtime.event.Delivery;
import com.necpgame.platform.runtime.event.Listens;
import jakarta.inject.Singleton;

/** Opens a wallet for whoever joins, so that others can pay them. Opening is idempotent by itself. */
@Singleton
final class WalletOpening implements Listens<PlayerJoined> {
    private final Wallets wallets;

    WalletOpening(Wallets wallets) {
        this.wallets = wallets;
    }

    @Override
    public void on(PlayerJoined event, Delivery delivery) {
        wallets.open(event.playerId());
    }
}
