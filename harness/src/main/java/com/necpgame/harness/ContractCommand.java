package com.necpgame.harness;

import com.necpgame.harness.contract.Contract;
import com.necpgame.harness.contract.ContractReport;
import com.necpgame.harness.server.Operator;
import com.necpgame.harness.server.ServerDied;
import com.necpgame.harness.server.Target;
import com.necpgame.harness.server.TargetOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays the contract of the wire, and writes down what was said. */
@Command(
        name = "contract",
        description =
                "Plays a script over every route and the socket, and checks each answer. Wants a server that is new.",
        mixinStandardHelpOptions = true)
final class ContractCommand implements Callable<Integer> {
    private static final String API_KEY = "contract-key-0123456789";
    private static final String GAMESIM = "gamesim";

    /** What the script relies on. Small bags are full soon. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "NECPGAME_INVENTORY_CAPACITY", "8",
            "NECPGAME_IDENTITY_CLIENTS_GAMESIM_SECRET", "{operator.secret}",
            "NECPGAME_IDENTITY_CLIENTS_GAMESIM_SCOPES", "necpgame/gamesim",
            "NECPGAME_VOICE_API_KEYS", API_KEY);

    @Option(names = "--seed", defaultValue = "1", description = "Decides amounts and texts. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write what was said, to be compared")
    private @Nullable Path out;

    @Option(
            names = "--gamesim-secret",
            defaultValue = "${env:NECPGAME_GAMESIM_SECRET:-}",
            description = "With a URL: the secret of the client gamesim. Default: the variable NECPGAME_GAMESIM_SECRET")
    private String gamesimSecret = "";

    @Option(
            names = "--api-key",
            defaultValue = API_KEY,
            description = "With a URL: a key of the voice socket. Default: ${DEFAULT-VALUE}")
    private String apiKey = API_KEY;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter screen = spec.commandLine().getOut();
        try (Target server = open()) {
            ContractReport report =
                    new Contract(server.base(), seed, server.operator(), gamesim(server), apiKey).play();
            screen.printf("%s, seed %d%n%s%n", server, seed, report);
            if (out != null) {
                Files.writeString(out, report.transcript());
                screen.println("written to " + out);
            }
            if (!report.passed()) {
                server.keepFiles().ifPresent(kept -> screen.printf("logs and data are kept in %s%n", kept));
            }
            screen.flush();
            return report.passed() ? Harness.RIGHT : Harness.WRONG;
        } catch (ServerDied | IllegalStateException | UncheckedIOException | IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Harness.NO_SERVER;
        }
    }

    private Operator gamesim(Target server) {
        return new Operator(GAMESIM, gamesimSecret.isBlank() ? server.operator().clientSecret() : gamesimSecret);
    }

    private Target open() {
        try {
            return target.open(ENVIRONMENT);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
