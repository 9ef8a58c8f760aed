/**
 * What players have.
 *
 * <p>Owns the bags, the stacks and unique instances in them, the mailboxes, and the catalog of what can lie there.
 * Nobody else writes them. Promises that a grant never fails: what does not fit waits in the mailbox; that a bag never
 * holds more slots than it has, nor a stack more than its item allows; that a thing is in exactly one place; and that a
 * request, as an event, takes effect at most once.
 *
 * <p>Publishes {@link com.necpgame.contracts.inventory.ItemsGranted} and {@link
 * com.necpgame.contracts.inventory.ItemsRemoved}. Hears {@link com.necpgame.contracts.economy.PurchasePaid}, and grants
 * what was bought.
 */
@GameModule("inventory")
@Configuration
@Requires(property = "necpgame.modules.inventory", notEquals = "false")
@NullMarked
package com.necpgame.inventory;

import com.necpgame.platform.runtime.GameModule;
import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
