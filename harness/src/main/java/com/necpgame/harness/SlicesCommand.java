package com.necpgame.harness;

import com.necpgame.harness.slice.artefact.SliceContents;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks into the zip files of slices. */
@Command(
        name = "slices",
        description = "Tells what is in the zip files of functions, and refuses what does not belong there.",
        mixinStandardHelpOptions = true)
final class SlicesCommand implements Callable<Integer> {
    private static final double MEGABYTE = 1024 * 1024;

    @Parameters(
            arity = "1..*",
            paramLabel = "ZIP",
            description = "modules/<module>/target/<module>-<version>-lambda.zip")
    private List<Path> zips = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli's
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var right = true;
        for (var zip : zips) {
            var slice = SliceContents.of(zip);
            tell(slice, spec.commandLine().getOut());
            right &= slice.passed();
        }
        return right ? Harness.RIGHT : Harness.WRONG;
    }

    private static void tell(SliceContents slice, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%-20s %3d jars  %5.1f MB  %5.1f MB unpacked  %s%n",
                slice.module(),
                slice.jars(),
                slice.packedBytes() / MEGABYTE,
                slice.unpackedBytes() / MEGABYTE,
                slice.passed() ? "PASSED" : "REFUSED");
        slice.objections().forEach(objection -> out.println("  " + objection));
        out.flush();
    }
}
