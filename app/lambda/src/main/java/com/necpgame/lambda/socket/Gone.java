package com.necpgame.lambda.socket;

import com.necpgame.lambda.Afterwards;
import com.necpgame.platform.runtime.socket.SocketRoute;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that turned out to be gone. Their route hears of each once an invocation, however many messages found it
 * out, and not in the middle of what it is at.
 */
@Singleton
final class Gone implements Afterwards {
    private static final Logger LOG = LoggerFactory.getLogger(Gone.class);

    private final BeanProvider<SocketRoute> route;
    private final Queue<String> found = new ConcurrentLinkedQueue<>();

    Gone(BeanProvider<SocketRoute> route) {
        this.route = route;
    }

    void found(String connectionId) {
        found.add(connectionId);
    }

    /** Telling of one may find out another. */
    @Override
    public void finish() {
        var told = new HashSet<String>();
        for (var connectionId = found.poll(); connectionId != null; connectionId = found.poll()) {
            if (told.add(connectionId)) {
                tell(connectionId);
            }
        }
    }

    private void tell(String connectionId) {
        try {
            route.get().closed(connectionId);
        } catch (RuntimeException e) {
            LOG.warn("{} is gone, and its route could not take note", connectionId, e);
        }
    }
}
