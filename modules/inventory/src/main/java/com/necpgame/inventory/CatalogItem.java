package com.necpgame.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * Something that can lie in a bag, from {@code content/items.yaml}.
 *
 * @param id what offers and bags name it by
 * @param name what players call it
 * @param stackMax how many lie in one slot; null for a unique one
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
record CatalogItem(
        String id,
        String name,
        Category category,
        Stacking stacking,
        @Nullable Integer stackMax,
        @Nullable String description) {
    CatalogItem {
        if (stacking == Stacking.STACKABLE ? stackMax == null || stackMax < 1 : stackMax != null) {
            throw new IllegalArgumentException("what is stackable, and only that, has a stackMax above zero: " + id);
        }
    }

    /** What kind of thing. */
    @Serdeable
    enum Category {
        @JsonProperty("weapon")
        WEAPON(false),
        @JsonProperty("armour")
        ARMOUR(false),
        @JsonProperty("ammunition")
        AMMUNITION(true),
        @JsonProperty("consumable")
        CONSUMABLE(true),
        @JsonProperty("material")
        MATERIAL(true),
        @JsonProperty("cosmetic")
        COSMETIC(false);

        private final boolean usedUp;

        Category(boolean usedUp) {
            this.usedUp = usedUp;
        }
    }

    /** Whether many are alike, or each is one of its own. */
    @Serdeable
    enum Stacking {
        @JsonProperty("stackable")
        STACKABLE,
        @JsonProperty("unique")
        UNIQUE
    }

    boolean isUnique() {
        return stacking == Stacking.UNIQUE;
    }

    /** Whether using it is the end of it. */
    boolean isConsumable() {
        return category.usedUp;
    }

    /** How many lie in one slot. */
    long perSlot() {
        return stackMax == null ? 1 : stackMax;
    }
}
