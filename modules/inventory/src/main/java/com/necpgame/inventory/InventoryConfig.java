package com.necpgame.inventory;

import com.necpgame.platform.runtime.Backoff;
import com.necpgame.platform.runtime.transaction.Replanning;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The inventory's limits.
 *
 * @param capacity how many slots a bag has; each holds one stack or one unique instance
 * @param plansMax how often a change of a bag is planned anew because others changed the bag meanwhile; then the caller
 *     is told
 * @param backoffBase the bound of the first wait between plans; doubles with each
 * @param backoffMax the longest bound of a wait between plans
 */
@Context
@ConfigurationProperties("necpgame.inventory")
record InventoryConfig(
        @Bindable(defaultValue = "100") int capacity,
        @Bindable(defaultValue = "20") int plansMax,
        @Bindable(defaultValue = "5ms") Duration backoffBase,
        @Bindable(defaultValue = "200ms") Duration backoffMax) {
    /** A grant reads the whole bag. */
    static final int CAPACITY_MAX = 1000;

    InventoryConfig {
        if (capacity < 1 || capacity > CAPACITY_MAX) {
            throw new IllegalArgumentException("necpgame.inventory.capacity must be 1 to " + CAPACITY_MAX);
        }
        if (plansMax < 1 || plansMax > 100) {
            throw new IllegalArgumentException("necpgame.inventory.plans-max must be 1 to 100");
        }
        if (!backoffBase.isPositive() || backoffMax.compareTo(backoffBase) < 0) {
            throw new IllegalArgumentException("necpgame.inventory.backoff-max must not be below backoff-base");
        }
    }

    Replanning replanning(RandomGenerator random) {
        return new Replanning(plansMax, new Backoff(random, backoffBase, backoffMax));
    }
}
