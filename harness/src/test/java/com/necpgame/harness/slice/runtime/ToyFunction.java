package com.necpgame.harness.slice.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Does what the event says: a word, and behind a colon what it needs. */
public final class ToyFunction implements RequestStreamHandler {
    public ToyFunction() {
        if (System.getenv("TOY_BROKEN") != null) {
            throw new IllegalStateException("the toy is broken");
        }
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        var event = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\"", "");
        var words = event.split(":", 2);
        switch (words[0]) {
            case "pid" -> text(out, Long.toString(ProcessHandle.current().pid()));
            case "context" ->
                text(
                        out,
                        context.getFunctionName() + " " + context.getInvokedFunctionArn() + " "
                                + (context.getRemainingTimeInMillis() > 0) + " "
                                + !context.getAwsRequestId().isEmpty());
            case "environment" -> text(out, String.join(" ", System.getenv().keySet()));
            case "wait" -> {
                Files.createFile(
                        Path.of(words[1] + "-" + ProcessHandle.current().pid()));
                while (!Files.exists(Path.of(words[1]))) {
                    LockSupport.parkNanos(1_000_000);
                }
                text(out, Long.toString(ProcessHandle.current().pid()));
            }
            case "halt" -> Runtime.getRuntime().halt(3);
            case "fail" -> throw new IllegalArgumentException("no such thing");
            case "large" -> out.write(new byte[Integer.parseInt(words[1])]);
            default -> text(out, event);
        }
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(("\"" + text + "\"").getBytes(StandardCharsets.UTF_8));
    }
}
