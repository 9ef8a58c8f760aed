package com.necpgame.voice.recording;

import com.necpgame.voice.live.Cast;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A process in which players talk until it is killed. Says each acknowledgement that they get in a line of its own. */
final class RecordingChild {
    static final String ACK = "ack ";

    private RecordingChild() {}

    /** The folder, the prefix of the players' names, how many of them. */
    public static void main(String... arguments) throws InterruptedException {
        var studio = new Studio(Path.of(arguments[0]), Map.of("segment-length", "1s", "segment-length-max", "1s"));
        studio.ears().listener = RecordingChild::tell;
        var start = ChronoUnit.MICROS.between(Instant.EPOCH, Clock.systemUTC().instant());
        var talks = new ArrayList<Talk>();
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            var player = arguments[1] + i;
            studio.enter("room", player, Cast.Recording.ON);
            talks.add(Talk.recorded("room", player, start));
        }
        talk(studio.tape(), talks);
    }

    private static void talk(Tape tape, ArrayList<Talk> talks) throws InterruptedException {
        var seq = new int[1];
        var clockwork = Executors.newSingleThreadScheduledExecutor();
        clockwork.scheduleAtFixedRate(
                () -> {
                    talks.forEach(talk -> talk.say(tape, seq[0]));
                    seq[0]++;
                },
                0,
                Talk.FRAME_MICROS,
                TimeUnit.MICROSECONDS);
        System.out.println("talking");
        clockwork.awaitTermination(Duration.ofHours(1).toSeconds(), TimeUnit.SECONDS);
    }

    private static void tell(String connection, String text) {
        if (text.contains("\"recorded\"")) {
            System.out.println(ACK + connection + " " + text);
        }
    }
}
