package com.necpgame.harness;

import com.necpgame.harness.voice.BareServer;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The floor of the voice benchmark, as a process of its own: prints its port and serves until it is ended. */
@Command(name = "voice-bare", hidden = true)
final class VoiceBareCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var port = new BareServer().start(Runtime.getRuntime().availableProcessors());
        spec.commandLine().getOut().println(port);
        spec.commandLine().getOut().flush();
        new CountDownLatch(1).await();
        return Harness.RIGHT;
    }
}
