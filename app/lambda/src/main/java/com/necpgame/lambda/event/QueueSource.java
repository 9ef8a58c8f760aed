package com.necpgame.lambda.event;

import com.amazonaws.services.lambda.runtime.Context;
import com.necpgame.lambda.EventSource;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SQS: events that waited in a queue, each in the body of a message. Those that could not be delivered come again alone.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Lambda with SQS</a>
 */
@Singleton
final class QueueSource implements EventSource {
    private static final Logger LOG = LoggerFactory.getLogger(QueueSource.class);

    private final JsonMapper json;
    private final BeanProvider<Inbox> inbox;

    QueueSource(JsonMapper json, BeanProvider<Inbox> inbox) {
        this.json = json;
        this.inbox = inbox;
    }

    @Override
    public boolean sends(JsonNode event) {
        return Batch.isOf(event, "aws:sqs");
    }

    @Override
    public void handle(JsonNode event, Context context, OutputStream answer) throws IOException {
        var failed = new ArrayList<String>();
        for (var message : Batch.records(event)) {
            var id = Batch.need(message, "messageId");
            try {
                inbox.get().deliver(json.readValue(Batch.need(message, "body"), Argument.of(JsonNode.class)));
            } catch (IOException | RuntimeException e) {
                LOG.warn("The message {} could not be delivered and comes again", id, e);
                failed.add(id);
            }
        }
        Batch.answer(json, answer, failed);
    }
}
