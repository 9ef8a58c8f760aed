package com.necpgame.voice.live;

import com.necpgame.platform.testkit.MutableClock;
import com.necpgame.voice.Visitor;
import com.necpgame.voice.Wires;
import com.necpgame.voice.live.Cast.Recording;
import com.necpgame.voice.live.Cast.RoomType;
import com.necpgame.voice.live.Cast.Seat;
import com.necpgame.voice.recording.Tape;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Live talk with everything around it in the test's hand, and people who talk at 50 frames a second. */
final class Hall implements AutoCloseable {
    static final String ROOM = "party";
    static final int ALIAS = 7;
    static final int FRAME_MILLIS = 20;
    static final LiveConfig CONFIG = new LiveConfig(
            8,
            6,
            Duration.ofMillis(400),
            Duration.ofMillis(400),
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));

    final Heard heard = new Heard();
    final List<Taped> taped = new CopyOnWriteArrayList<>();
    final MeterRegistry meters = new SimpleMeterRegistry();
    final MutableClock clock = MutableClock.at(Instant.parse("2026-11-20T10:00:00Z"));
    /** Wraps before long, as System.nanoTime may. */
    final AtomicLong nanos =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(30).toNanos());

    final Forwarder live;
    private final Outlet outlet;
    private final Map<String, Integer> seqs = new HashMap<>();
    private long version;
    private int elapsedMillis;

    Hall() {
        Tape tape = (take, frame, micros) -> taped.add(new Taped(take, frame, micros));
        this.outlet = new Outlet(heard, Wires.over(heard), tape, clock, CONFIG);
        this.live = new Forwarder(CONFIG, new LiveMeters(meters), outlet, heard, nanos::get);
    }

    /** Opens a connection of a player of the same name. */
    void opens(String... names) {
        for (var name : names) {
            live.opened(new Visitor(name, "plr_" + name, "localhost", "local", clock.instant()));
        }
    }

    static Seat seat(String name) {
        return new Seat(name, "plr_" + name, ssrc(name), true, true, true, false, false, true, Set.of());
    }

    static int ssrc(String name) {
        return 0x01020300 + name.charAt(0);
    }

    Cast cast(RoomType type, Recording recording, Seat... seats) {
        return new Cast(ROOM, ALIAS, ++version, type, recording, List.of(seats));
    }

    /** Opens connections, and seats them in the room. */
    void seats(Seat... seats) {
        seats(RoomType.PARTY, seats);
    }

    void seats(RoomType type, Seat... seats) {
        Arrays.stream(seats)
                .map(Seat::connectionId)
                .filter(id -> !seqs.containsKey(id))
                .forEach(id -> {
                    seqs.put(id, 0);
                    opens(id);
                });
        live.show(cast(type, Recording.OFF, seats));
    }

    /** 20 ms of a vowel at -20 dBFS, in time. */
    void says(String name) {
        says(name, -20);
    }

    void says(String name, double decibels) {
        int seq = seqs.merge(name, 1, Integer::sum);
        live.accept(name, Sound.frame(Sound.PCM, ALIAS, seq, media(), Sound.vowel(seq * 320, 320, decibels)));
    }

    void saysOpus(String name, byte[] packet) {
        live.accept(name, Sound.frame(Sound.OPUS, ALIAS, seqs.merge(name, 1, Integer::sum), media(), packet));
    }

    void says(String name, int kind, int codec, byte[] payload) {
        live.accept(name, Sound.frame(kind, codec, ALIAS, seqs.merge(name, 1, Integer::sum), media(), payload));
    }

    /** The media time of a clock that runs as the hall's does. */
    int media() {
        return elapsedMillis * 48;
    }

    /** Time passes, and what is due without a frame happens. */
    void passes(int millis) {
        elapsedMillis += millis;
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
        clock.advance(Duration.ofMillis(millis));
        live.settle();
    }

    double frames(String outcome, String cause) {
        return meters.counter("necpgame.voice.frames", "outcome", outcome, "cause", cause)
                .count();
    }

    @Override
    public void close() {
        live.stop();
    }

    record Taped(Tape.Take take, byte[] frame, long micros) {}
}
