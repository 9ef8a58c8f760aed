/**
 * Players' money.
 *
 * <p>Owns the wallets, the double-entry ledger behind them, the store's offers and the purchases. Nobody else writes
 * them. Promises that every movement has two sides, so that each currency sums to zero over wallets and system
 * accounts; that no balance goes below zero; and that a request takes effect at most once.
 *
 * <p>Publishes {@link com.necpgame.contracts.economy.TransferCompleted}, {@link
 * com.necpgame.contracts.economy.CurrencyGranted}, {@link com.necpgame.contracts.economy.CurrencyBurned} and {@link
 * com.necpgame.contracts.economy.PurchasePaid}. Hears {@link com.necpgame.contracts.inventory.ItemsGranted}, and marks
 * the purchase delivered; and {@link com.necpgame.contracts.player.PlayerJoined}, and opens a wallet.
 */
@GameModule("economy")
@Configuration
@Requires(property = "necpgame.modules.economy", notEquals = "false")
@NullMarked
package com.necpgame.economy;

import com.necpgame.platform.runtime.GameModule;
import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
