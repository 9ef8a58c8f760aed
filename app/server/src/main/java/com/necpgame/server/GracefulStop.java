package com.necpgame.server;

import com.necpgame.server.socket.SocketDrain;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops so that nobody's request is lost: first no more new ones, then those in flight to their end, then the rest. */
@Singleton
final class GracefulStop {
    private static final Logger LOG = LoggerFactory.getLogger(GracefulStop.class);

    private final ApplicationContext context;
    private final StopConfig config;
    private final Readiness readiness;
    private final SocketDrain sockets;
    private final GracefulShutdownManager inFlight;

    GracefulStop(
            ApplicationContext context,
            StopConfig config,
            Readiness readiness,
            SocketDrain sockets,
            GracefulShutdownManager inFlight) {
        this.context = context;
        this.config = config;
        this.readiness = readiness;
        this.sockets = sockets;
        this.inFlight = inFlight;
    }

    void run() {
        LOG.info(
                "Stopping: new requests for {} ms more, then at most {} ms for those in flight",
                config.notice().toMillis(),
                config.limit().toMillis());
        readiness.lower();
        new CompletableFuture<Void>()
                .completeOnTimeout(null, config.notice().toMillis(), TimeUnit.MILLISECONDS)
                .join();
        sockets.run();
        finishRequests();
        context.close();
        LOG.info("Stopped");
    }

    private void finishRequests() {
        try {
            inFlight.shutdownGracefully()
                    .toCompletableFuture()
                    .get(config.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "Requests were still in flight after {} ms; they are cut off",
                    config.limit().toMillis());
        } catch (ExecutionException e) {
            LOG.warn("Requests in flight could not be waited for", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
