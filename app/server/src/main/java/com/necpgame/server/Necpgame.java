package com.necpgame.server;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Objects;

/** Starts the one JVM. */
public final class Necpgame {
    private Necpgame() {}

    /** @param arguments settings, as {@code -necpgame.store.path=...} or {@code --micronaut.server.port=...} */
    public static void main(String[] arguments) {
        try {
            start(arguments);
        } catch (RuntimeException | Error e) {
            StartFailure.print(e, System.err);
            System.exit(1);
        }
    }

    /**
     * Starts, says where to go next, and stops gracefully with the process.
     *
     * @param beans objects that take the place of what the configuration would make
     */
    static EmbeddedServer start(String[] arguments, Object... beans) {
        var context = ApplicationContext.builder()
                .mainClass(Necpgame.class)
                .banner(false)
                .args(arguments)
                .singletons(beans)
                .start();
        try {
            var server = context.getBean(EmbeddedServer.class).start();
            var stop = context.getBean(GracefulStop.class);
            Runtime.getRuntime().addShutdownHook(new Thread(stop::run, "graceful-stop"));
            context.getBean(StartBanner.class).print(server);
            return server;
        } catch (RuntimeException | Error e) {
            context.close();
            throw e;
        }
    }

    /** As in the jar's manifest; {@code dev} when it runs from classes. */
    static String version() {
        return Objects.requireNonNullElse(Necpgame.class.getPackage().getImplementationVersion(), "dev");
    }
}
