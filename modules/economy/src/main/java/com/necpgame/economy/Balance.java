package com.necpgame.economy;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;

/**
 * What a player has of one currency.
 *
 * @param available free to spend, never below zero
 * @param held set aside for something under way, never below zero
 */
@MappedEntity(LedgerTable.NAME)
@ItemKey(partition = "WALLET#{playerId}", sort = "BALANCE#{currency}")
record Balance(String playerId, String currency, long available, long held) {}
