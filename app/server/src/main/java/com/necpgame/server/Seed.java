package com.necpgame.server;

import com.necpgame.platform.runtime.RestingContext;
import com.necpgame.platform.runtime.content.ContentConfig;
import com.necpgame.platform.runtime.content.ContentSeeder;
import com.necpgame.platform.runtime.content.SeededKind;
import com.necpgame.platform.runtime.store.EnabledModules;
import com.necpgame.platform.runtime.store.StoreConfig;
import com.necpgame.platform.runtime.store.Tables;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.CommandLinePropertySource;
import io.micronaut.core.cli.CommandLine;
import java.io.PrintStream;
import org.slf4j.LoggerFactory;

/**
 * Makes the tables that are missing in the configured store and brings the content into them: once, for many servers or
 * slices. Serves nothing, carries no events, does no recurring work.
 */
public final class Seed {
    private final ApplicationContext beans;
    private final PrintStream out;

    private Seed(ApplicationContext beans, PrintStream out) {
        this.beans = beans;
        this.out = out;
    }

    /** @param arguments settings, as for the server. Ends with 0, or with 1 where it failed */
    public static void main(String[] arguments) {
        LoggerFactory.getILoggerFactory();
        System.exit(run(arguments) ? 0 : 1);
    }

    private static boolean run(String[] arguments) {
        var given = new CommandLinePropertySource(CommandLine.parse(arguments));
        var settings = ApplicationContext.builder()
                .mainClass(Necpgame.class)
                .banner(false)
                .eagerInitSingletons(false);
        try (var beans = new RestingContext(settings, given)) {
            new Seed(beans.start(), System.out).seed();
            return true;
        } catch (RuntimeException e) {
            StartFailure.print(e, System.err);
            return false;
        }
    }

    private void seed() {
        if (!Boolean.FALSE.equals(beans.getBean(StoreConfig.class).createTables())) {
            beans.getBean(Tables.class).create();
            out.println("tables of "
                    + String.join(", ", beans.getBean(EnabledModules.class).names()));
        }
        var path = beans.getBean(ContentConfig.class).path();
        beans.getBean(ContentSeeder.class).seed(path).forEach(this::tell);
    }

    private void tell(SeededKind kind) {
        out.printf(
                "%s of %s: %d, version %s%s%n",
                kind.kind(), kind.module(), kind.entries(), kind.version(), kind.changed() ? "" : ", there before");
    }
}
