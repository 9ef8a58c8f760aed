package com.necpgame.platform.runtime.event;

import com.necpgame.platform.data.Write;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** Tells the relay of this process, if there is one, which shards have just got an event. Losing a hint loses time only. */
@Singleton
public final class OutboxHints {
    private final List<BiConsumer<String, String>> relays = new CopyOnWriteArrayList<>();

    /** Called after every commit. */
    public void committed(List<Write> writes) {
        if (relays.isEmpty()) {
            return;
        }
        for (var write : writes) {
            var partition = write.key().partition();
            if (partition.startsWith(EventEnvelope.PARTITION_PREFIX)) {
                var shard = partition.substring(EventEnvelope.PARTITION_PREFIX.length());
                relays.forEach(relay -> relay.accept(write.table(), shard));
            }
        }
    }

    void relayTo(BiConsumer<String, String> relay) {
        relays.add(relay);
    }

    void forget(BiConsumer<String, String> relay) {
        relays.remove(relay);
    }
}
