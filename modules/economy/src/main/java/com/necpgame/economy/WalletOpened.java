package com.necpgame.economy;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** The economy has seen this player, who can therefore be paid. */
@MappedEntity(LedgerTable.NAME)
@ItemKey(partition = "WALLET#{playerId}", sort = "OPENED")
record WalletOpened(String playerId, Instant at) {}
