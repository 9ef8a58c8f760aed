package com.necpgame.harness.voice;

import com.necpgame.harness.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A {@link Crowd} in a process of its own, so that a server's processor time is not its clients'. */
final class LoadChild implements AutoCloseable {
    private final Child child;

    /** @param door {@code relay}, {@code voice} or {@code blast} */
    LoadChild(URI base, String door, Crowd.Sizes sizes, ServerProcess server, List<String> more) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "voice-load",
                "--base=" + base,
                "--door=" + door,
                "--rooms=" + sizes.rooms(),
                "--speakers=" + sizes.speakers(),
                "--listeners=" + sizes.listeners(),
                "--pid=" + server.handle().pid()));
        arguments.addAll(more);
        child = new Child(arguments);
        var first = child.answer();
        if (!first.equals("in")) {
            close();
            throw new IOException(first);
        }
    }

    VoiceRound talk(Duration time) throws IOException {
        return VoiceRound.parse(child.ask(Long.toString(time.toMillis())));
    }

    @Override
    public void close() {
        child.close();
    }
}
