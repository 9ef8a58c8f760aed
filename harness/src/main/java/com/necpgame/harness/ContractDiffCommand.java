package com.necpgame.harness;

import com.necpgame.harness.contract.ContractDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares what two plays of the contract have written. */
@Command(
        name = "contract-diff",
        description =
                "Compares what two plays of the contract wrote, and tells which lines differ and nobody has explained.",
        mixinStandardHelpOptions = true)
final class ContractDiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FIRST", description = "Written by contract --out")
    @SuppressWarnings("NullAway.Init")
    private Path first;

    @Parameters(index = "1", paramLabel = "SECOND", description = "Written by contract --out")
    @SuppressWarnings("NullAway.Init")
    private Path second;

    @Option(
            names = "--explained",
            paramLabel = "FILE",
            description = "Differences that are known, each with its reason")
    private @Nullable Path explained;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            String reasons = explained == null ? "" : Files.readString(explained);
            ContractDiff diff = ContractDiff.of(Files.readString(first), Files.readString(second), reasons);
            spec.commandLine().getOut().println(diff);
            return diff.unexplained().isEmpty() ? Harness.RIGHT : Harness.WRONG;
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e), e);
        }
    }
}
