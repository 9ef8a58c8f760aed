package com.necpgame.harness.coldstart;

import com.necpgame.harness.slice.image.StoreServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** The measurement from its store to its table. */
public final class ColdStartBench {
    private final List<String> server;
    private final List<String> pin;
    private final Path out;
    private final PrintWriter screen;

    /**
     * @param server starts the server, whose store and identity are used
     * @param pin words before the command of each function
     * @param out the folder for layouts and logs
     */
    public ColdStartBench(List<String> server, List<String> pin, Path out, PrintWriter screen) {
        this.server = List.copyOf(server);
        this.pin = List.copyOf(pin);
        this.out = out.toAbsolutePath();
        this.screen = screen;
    }

    /** @param seed of the order in the rounds */
    public void run(Path slice, int rounds, long seed) throws IOException {
        try (var plain = new StoreServer(server, out.resolve("store"), false);
                var secure = new StoreServer(server, out.resolve("store-tls"), true)) {
            screen.println("Recording starts.");
            screen.flush();
            var contenders = new Contenders(out, plain, secure, pin).of(slice);
            new ColdStart(contenders, out.resolve("logs"), seed, screen).run(rounds);
        }
    }
}
