package com.necpgame.voice;

import com.necpgame.platform.runtime.recurring.Recurring;
import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.platform.runtime.store.Node;
import com.necpgame.voice.room.Membership;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away what connections left that ended unseen: those of a process that died, when its successor starts; any
 * other when it is older than a connection gets. One that is still open then is closed.
 */
@Singleton
final class StaleConnections implements Recurring {
    static final int CLOSE_CODE = 1001;
    private static final Logger LOG = LoggerFactory.getLogger(StaleConnections.class);

    private final DoorTable table;
    private final OpenConnections open;
    private final Membership membership;
    private final Connections connections;
    private final Node node;
    private final Clock clock;
    private final Duration time;

    StaleConnections(
            DoorTable table,
            OpenConnections open,
            Membership membership,
            Connections connections,
            Node node,
            Clock clock,
            DoorConfig config) {
        this.table = table;
        this.open = open;
        this.membership = membership;
        this.connections = connections;
        this.node = node;
        this.clock = clock;
        this.time = config.connectionTimeMax();
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    /** After the tables, before the first connection. */
    @EventListener
    @Order(0)
    void onStart(StartupEvent event) {
        if (node.isSuccessor()) {
            // From the future, too: the clock may have stepped back since the predecessor died. Rooms keep the places
            // of its connections for a while, and so see to them themselves.
            each(Duration.ofDays(-1), this::isOfThisNode, open::closed);
        }
    }

    @Override
    public void run() {
        each(time, connection -> true, this::end);
    }

    private boolean isOfThisNode(ConnectionRow connection) {
        return connection.node().equals(node.name());
    }

    private void each(Duration age, Predicate<ConnectionRow> which, Consumer<String> end) {
        table.eachOpenedBefore(clock.instant().minus(age), connection -> {
            if (which.test(connection)) {
                attempt(connection.connectionId(), end);
            }
        });
    }

    private static void attempt(String connectionId, Consumer<String> end) {
        try {
            end.accept(connectionId);
        } catch (RuntimeException e) {
            LOG.warn("The stale connection {} could not be removed and stays for the next round", connectionId, e);
        }
    }

    private void end(String connectionId) {
        membership.gone(connectionId);
        open.closed(connectionId);
        connections.close(connectionId, CLOSE_CODE, "connected for as long as one may be");
    }
}
