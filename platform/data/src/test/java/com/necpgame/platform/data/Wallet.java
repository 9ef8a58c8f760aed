package com.necpgame.platform.data;

import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Version;
import org.jspecify.annotations.Nullable;

@MappedEntity("economy")
@ItemKey(partition = "WALLET#{ownerId}", sort = "CUR#{currency}")
@IndexKey(index = "gsi1", partition = "EXP#{hour}", sort = "{ownerId}")
record Wallet(
        String ownerId,
        String currency,
        long available,
        long held,
        @Nullable String hour,
        @Version long version) {
    static Wallet of(String ownerId, String currency, long available) {
        return new Wallet(ownerId, currency, available, 0, null, 1);
    }
}
