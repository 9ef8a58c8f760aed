package com.necpgame.lambda.event;

import com.amazonaws.services.lambda.runtime.Context;
import com.necpgame.lambda.EventSource;
import io.micronaut.context.BeanProvider;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * EventBridge: an event for listeners. It fails only where a listener's failure could not even be recorded; then Lambda
 * invokes again.
 */
@Singleton
final class BusSource implements EventSource {
    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.UTF_8);

    private final BeanProvider<Inbox> inbox;

    BusSource(BeanProvider<Inbox> inbox) {
        this.inbox = inbox;
    }

    @Override
    public boolean sends(JsonNode event) {
        return Inbox.takes(event) && !ScheduleSource.isScheduled(event);
    }

    @Override
    public void handle(JsonNode event, Context context, OutputStream answer) throws IOException {
        inbox.get().deliver(event);
        answer.write(NOTHING);
    }
}
