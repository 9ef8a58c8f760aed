package com.necpgame.player;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * The limits of profiles.
 *
 * @param settingsMax how many settings a player keeps
 * @param serverFieldsMax how many fields game servers keep of one player
 */
@Context
@ConfigurationProperties("necpgame.player")
record PlayerConfig(
        @Bindable(defaultValue = "32") int settingsMax,
        @Bindable(defaultValue = "32") int serverFieldsMax) {
    /** A profile stays one small item, however it is configured. */
    static final int FIELDS_MAX = 100;

    PlayerConfig {
        if (settingsMax < 0 || settingsMax > FIELDS_MAX) {
            throw new IllegalArgumentException("necpgame.player.settings-max must be 0 to " + FIELDS_MAX);
        }
        if (serverFieldsMax < 0 || serverFieldsMax > FIELDS_MAX) {
            throw new IllegalArgumentException("necpgame.player.server-fields-max must be 0 to " + FIELDS_MAX);
        }
    }
}
