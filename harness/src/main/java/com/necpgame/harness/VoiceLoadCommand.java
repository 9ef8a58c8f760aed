package com.necpgame.harness;

import com.necpgame.harness.server.ServerProcess;
import com.necpgame.harness.voice.BlastDoor;
import com.necpgame.harness.voice.Crowd;
import com.necpgame.harness.voice.Door;
import com.necpgame.harness.voice.RelayDoor;
import com.necpgame.harness.voice.VoiceDoor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The load generator of the voice benchmark, as a process of its own: lines of milliseconds in, rounds out. */
@Command(name = "voice-load", hidden = true)
final class VoiceLoadCommand implements Callable<Integer> {
    @Option(names = "--base", required = true)
    private URI base = URI.create("http://127.0.0.1");

    @Option(names = "--door", required = true)
    private String door = "";

    @Option(names = "--rooms", defaultValue = "1")
    private int rooms;

    @Option(names = "--speakers", required = true)
    private int speakers;

    @Option(names = "--listeners", required = true)
    private int listeners;

    @Option(names = "--pid", required = true)
    private long pid;

    @Option(names = "--api-key", defaultValue = "")
    private String apiKey = "";

    @Option(names = "--room", split = ",")
    private List<String> names = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var server = new ServerProcess(ProcessHandle.of(pid).orElseThrow());
        try (var crowd = new Crowd(base, door(), new Crowd.Sizes(rooms, speakers, listeners));
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            out.println("in");
            out.flush();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                out.println(crowd.talk(Duration.ofMillis(Long.parseLong(line)), server)
                        .line());
                out.flush();
            }
            return Harness.RIGHT;
        } catch (IOException | RuntimeException e) {
            // The parent reads lines: what went wrong is one too.
            out.println(String.valueOf(e.getMessage()).replace('\n', ' '));
            out.flush();
            return Harness.NO_SERVER;
        }
    }

    private Door door() {
        return switch (door) {
            case "relay" -> new RelayDoor();
            case "blast" -> new BlastDoor(listeners);
            case "voice" -> new VoiceDoor(base, apiKey, names);
            default -> throw new IllegalArgumentException("no door " + door);
        };
    }
}
