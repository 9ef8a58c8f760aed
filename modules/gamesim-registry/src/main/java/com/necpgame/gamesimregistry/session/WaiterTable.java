package com.necpgame.gamesimregistry.session;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.data.Write;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The line's part of the registry's one table, whose keys {@link SessionTable} draws: in the order of arrival. */
@Singleton
final class WaiterTable {
    private final Items<Waiter> waiters;

    WaiterTable(Dynamo dynamo) {
        this.waiters = dynamo.items(Waiter.class);
    }

    /** @param own null for all */
    List<Waiter> before(@Nullable Waiter own) {
        var all = waiters.query().limit(SessionConfig.QUEUE_LIMIT);
        return (own == null ? all : all.before(own.id())).list();
    }

    long count() {
        return waiters.query().limit(SessionConfig.QUEUE_LIMIT).count();
    }

    Write put(Waiter waiter) {
        return waiters.put(waiter);
    }

    Write delete(Waiter waiter) {
        return waiters.delete(waiter.id());
    }
}
