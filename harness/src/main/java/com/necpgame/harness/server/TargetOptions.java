package com.necpgame.harness.server;

import com.necpgame.harness.slice.local.SlicesFlags;
import com.necpgame.harness.slice.local.SlicesOptions;
import com.necpgame.harness.slice.local.SlicesTarget;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The part of a command line that says which server is meant. */
public final class TargetOptions {
    /** The word for a server that the harness starts itself. */
    public static final String JVM = "jvm";

    /** The word for all modules as functions on this machine. */
    public static final String SLICES = "slices";

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @Option(
            names = "--target",
            paramLabel = "jvm|slices|URL",
            defaultValue = JVM,
            description = {
                "The server: jvm starts one, in a temporary folder; slices starts every module as a function of its own,",
                "behind a gateway. Default: ${DEFAULT-VALUE}"
            })
    private String target = JVM;

    @Option(
            names = "--server-command",
            paramLabel = "COMMAND",
            defaultValue = "${sys:necpgame.server.command:-}",
            description = {
                "With --target=jvm or slices: what starts a server. Blanks separate words, double quotes keep them together;",
                "{port}, {data} and {operator.secret} are filled in."
            })
    private String serverCommand = "";

    @Option(
            names = "--server-env",
            paramLabel = "NAME=VALUE",
            description = "With --target=jvm or slices: a further environment variable of the server. Repeatable.")
    private Map<String, String> serverEnvironment = new TreeMap<>();

    @Mixin
    private SlicesFlags slices = new SlicesFlags();

    @Option(
            names = "--operator-id",
            defaultValue = Operator.CLIENT_ID,
            description = "With a URL: the client id of an operator. Default: ${DEFAULT-VALUE}")
    private String operatorId = Operator.CLIENT_ID;

    @Option(
            names = "--operator-secret",
            defaultValue = "${env:NECPGAME_IDENTITY_OPERATOR_SECRET:-}",
            description = "With a URL: its secret. Default: the variable NECPGAME_IDENTITY_OPERATOR_SECRET")
    private String operatorSecret = "";

    /**
     * The server that the options name, started if need be.
     *
     * @param environment of a server that is started, where the options say nothing else
     * @throws IllegalArgumentException if the options do not go together
     * @throws ServerDied if a server was to be started and does not run
     */
    public Target open(Map<String, String> environment) {
        return switch (target) {
            case JVM -> JvmTarget.start(launch().withEnvironment(environment).withEnvironment(serverEnvironment));
            case SLICES -> SlicesTarget.start(slices(environment), Clock.systemUTC(), System.err::println);
            default -> new RunningTarget(URI.create(target), operator());
        };
    }

    private SlicesOptions slices(Map<String, String> environment) {
        return slices.options(command()).withEnvironment(environment).withEnvironment(serverEnvironment);
    }

    public boolean isJvm() {
        return JVM.equals(target);
    }

    /**
     * How a server is started by these options.
     *
     * @throws IllegalArgumentException if they do not say
     */
    public Launch launch() {
        return Launch.of(command()).withEnvironment(serverEnvironment);
    }

    private List<String> command() {
        if (serverCommand.isBlank()) {
            throw new IllegalArgumentException("--target=" + target + " needs --server-command");
        }
        return words(serverCommand);
    }

    private Operator operator() {
        if (operatorSecret.isBlank()) {
            throw new IllegalArgumentException("a URL as --target needs --operator-secret");
        }
        return new Operator(operatorId, operatorSecret);
    }

    /** The words of a command line, without its quotes. */
    public static List<String> words(String line) {
        var words = new ArrayList<String>();
        for (Matcher word = WORD.matcher(line); word.find(); ) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }
}
