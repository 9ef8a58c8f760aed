package com.necpgame.harness;

import com.necpgame.harness.server.ServerDied;
import com.necpgame.harness.server.TargetOptions;
import com.necpgame.harness.slice.image.SliceImages;
import com.necpgame.harness.slice.local.TokenCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lays out slices as container images. */
@Command(
        name = "slice-images",
        description = {
            "Makes of each slice's zip the folder of its container image, in image/ beside it,",
            "and records a start there as the last step."
        },
        mixinStandardHelpOptions = true)
final class SliceImagesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ZIP", arity = "1..*", description = "The slices' artefacts.")
    private List<Path> zips = List.of();

    @Option(
            names = "--server-command",
            required = true,
            paramLabel = "COMMAND",
            description = "Starts the server, of which store and identity are used while recording.")
    private String serverCommand = "";

    @Option(
            names = "--authorizer",
            defaultValue = "GATEWAY",
            description = "Who checks tokens: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private TokenCheck tokenCheck = TokenCheck.GATEWAY;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            new SliceImages(
                            TargetOptions.words(serverCommand),
                            tokenCheck == TokenCheck.FUNCTION,
                            spec.commandLine().getOut())
                    .make(zips);
            return Harness.RIGHT;
        } catch (ServerDied | IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Harness.WRONG;
        }
    }
}
