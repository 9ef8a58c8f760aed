package com.necpgame.platform.data;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Version;
import org.jspecify.annotations.Nullable;

@MappedEntity("economy")
@ItemKey(partition = "WALLET#{playerId}", sort = "CUR#{currency}")
@IndexKey(index = "gsi1", partition = "EXP#{hour}", sort = "{playerId}")
record Wallet(
        String playerId,
        String currency,
        long available,
        long held,
        @Nullable String hour,
        @Version long version) {
    static Wallet of(String playerId, String currency, long available) {
        return new Wallet(playerId, currency, available, 0, null, 1);
    }
}
