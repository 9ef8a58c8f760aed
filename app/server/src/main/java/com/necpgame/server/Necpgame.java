package com.necpgame.server;

import com.necpgame.platform.runtime.RecordedServices;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Arrays;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** Starts the one JVM. */
public final class Necpgame {
    private Necpgame() {}

    /** @param arguments settings, as {@code -necpgame.store.path=...} or {@code --micronaut.server.port=...} */
    public static void main(String[] arguments) {
        // Before there is a second thread: of two that begin to log together one gets loggers that claim to note
        // everything.
        // The framework would take that for a wish to trace its beans, for the whole start.
        LoggerFactory.getILoggerFactory();
        try {
            RecordedServices.use();
            prepareAndStart(arguments);
        } catch (RuntimeException | Error e) {
            StartFailure.print(e, System.err);
            System.exit(1);
        }
    }

    static EmbeddedServer prepareAndStart(String[] arguments) {
        Ahead.begin(isStoreEmbedded(arguments));
        return start(arguments);
    }

    /** Not where the arguments or the environment name another store. */
    private static boolean isStoreEmbedded(String[] arguments) {
        return System.getenv("NECPGAME_STORE_KIND") == null
                && Arrays.stream(arguments).noneMatch(argument -> argument.contains("necpgame.store.kind"));
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
