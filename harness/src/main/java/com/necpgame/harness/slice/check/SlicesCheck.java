package com.necpgame.harness.slice.check;

import com.necpgame.harness.slice.bus.BusOptions;
import com.necpgame.harness.slice.gateway.Rate;
import com.necpgame.harness.slice.local.SlicesOptions;
import com.necpgame.harness.slice.local.SlicesTarget;
import com.necpgame.harness.slice.stream.StreamOptions;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;

/** Sends each shape of event to the slices and looks at what came of it, with faults in between. */
public final class SlicesCheck {
    private static final double DUPLICATES = 0.5;
    private static final double REFUSED = 0.2;

    private SlicesCheck() {}

    /**
     * Starts slices, checks, and stops them.
     *
     * @param seed decides what comes twice, and what is refused
     * @return whether all was right
     */
    public static boolean run(SlicesOptions options, long seed, Clock clock, PrintWriter out) {
        var faulty = options.withFaultyDoor()
                .withRate(Rate.DEFAULT)
                .withEnvironment(Map.of("NECPGAME_VOICE_API_KEYS", SocketChecks.API_KEY))
                .withFaults(
                        BusOptions.calm().withFaults(seed, DUPLICATES, REFUSED),
                        StreamOptions.calm().withFaults(seed, DUPLICATES, DUPLICATES));
        var ledger = new Ledger(out);
        try (var slices = SlicesTarget.start(faulty, clock, line -> say(out, line))) {
            var game = new Game(slices);
            new RestChecks(game).run(ledger);
            new SocketChecks(slices, game).run(ledger);
            new EventChecks(slices, game).run(ledger);
            if (!ledger.allPassed()) {
                slices.keepFiles().ifPresent(folder -> say(out, "logs and data: " + folder));
            }
        }
        say(out, ledger.toString());
        return ledger.allPassed();
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
