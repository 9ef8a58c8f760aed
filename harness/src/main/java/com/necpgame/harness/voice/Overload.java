package com.necpgame.harness.voice;

import com.necpgame.harness.server.ServerProcess;
import com.necpgame.harness.wire.HttpConnection;
import com.necpgame.harness.wire.Request;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * More than a server can do: looks for the load at which it no longer delivers all, doubles that, and watches how old what
 * is still heard becomes, what is dropped, and what memory does.
 */
public final class Overload {
    private static final int LISTENERS = 200;
    private static final int SPEAKERS_MAX = 512;
    /** Less than this delivered of what was sent is saturation. */
    private static final double SATURATED_SHARE = 0.9;

    private static final double MIB = 1 << 20;

    private final URI base;
    private final ServerProcess process;
    private final String door;
    private final List<String> doorOptions;
    private final PrintWriter screen;

    public Overload(URI base, ServerProcess process, String door, List<String> doorOptions, PrintWriter screen) {
        this.base = base;
        this.process = process;
        this.door = door;
        this.doorOptions = List.copyOf(doorOptions);
        this.screen = screen;
    }

    /** @throws IOException if a client does not get in */
    public void run(Duration time, Duration slice) throws IOException {
        int saturating = saturatingSpeakers(slice);
        var sizes = new Crowd.Sizes(1, 2 * saturating, LISTENERS);
        screen.printf(
                Locale.ROOT,
                "%nTwice that: %s, %d deliveries/s offered, for %d s%n",
                sizes,
                sizes.deliveriesPerSecond(),
                time.toSeconds());
        try (var load = load(sizes)) {
            watch(load, time, slice);
        }
    }

    private LoadChild load(Crowd.Sizes sizes) throws IOException {
        return new LoadChild(base, door, sizes, process, doorOptions);
    }

    private int saturatingSpeakers(Duration slice) throws IOException {
        for (int speakers = 2; speakers <= SPEAKERS_MAX; speakers *= 2) {
            try (var load = load(new Crowd.Sizes(1, speakers, LISTENERS))) {
                load.talk(slice);
                var round = load.talk(slice);
                show(speakers + " x " + LISTENERS, round);
                if (round.share() < SATURATED_SHARE || round.withheld() > 0) {
                    return speakers;
                }
            }
        }
        throw new IOException("not saturated by " + SPEAKERS_MAX + " speakers");
    }

    private void watch(LoadChild load, Duration time, Duration slice) throws IOException {
        var before = dropped();
        long least = Long.MAX_VALUE;
        long most = 0;
        for (long done = 0; done < time.toMillis(); done += slice.toMillis()) {
            show(done / 1000 + " s", load.talk(slice));
            long memory = process.residentBytes();
            least = Math.min(least, memory);
            most = Math.max(most, memory);
        }
        screen.printf(Locale.ROOT, "resident memory %.0f to %.0f MiB%n", least / MIB, most / MIB);
        screen.println("counters before: " + before);
        screen.println("counters after:  " + dropped());
        screen.flush();
    }

    private void show(String what, VoiceRound round) {
        screen.printf(
                Locale.ROOT,
                "%10s: %.0f deliveries/s, %.3f of what was sent, %d withheld, p50 %.1f ms, p99 %.1f ms, max %.1f ms, "
                        + "server %.2f cores, clients %.2f, put out %d, load average %.1f%n",
                what,
                round.perSecond(),
                round.share(),
                round.withheld(),
                round.p50Millis(),
                round.p99Millis(),
                round.maxMillis(),
                round.cores(),
                round.clientCores(),
                round.lost(),
                VoiceBench.loadAverage());
        screen.flush();
    }

    private List<String> dropped() throws IOException {
        try (var http = new HttpConnection(base)) {
            var found = new ArrayList<String>();
            http.send(Request.get("/prometheus"), null)
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("necpgame_socket_frames_total"))
                    .forEach(found::add);
            return found;
        }
    }
}
