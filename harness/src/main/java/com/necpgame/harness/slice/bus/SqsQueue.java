package com.necpgame.harness.slice.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.necpgame.harness.slice.call.Invoked;
import com.necpgame.harness.slice.call.Invoker;
import com.necpgame.harness.wire.Json;
import com.necpgame.harness.wire.Patience;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * An SQS standard queue with a Lambda event source mapping that reports batch item failures: what the function names comes
 * back after the visibility timeout, the rest is deleted; where the invocation fails, all of the batch comes back.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Errors for an SQS event source</a>
 */
public final class SqsQueue implements AutoCloseable {
    private static final Duration IDLE_PAUSE = Duration.ofMillis(5);

    private final QueueOptions options;
    private final Invoker target;
    private final List<Message> waiting = new ArrayList<>();
    private final List<DeadEvent> dead = new CopyOnWriteArrayList<>();
    private final LongAdder deleted = new LongAdder();
    private final LongAdder partial = new LongAdder();
    private final Thread poller;
    private volatile boolean closed;

    private static final class Message {
        private final String id = UUID.randomUUID().toString();
        private final String body;
        private int receives;
        private long visibleAtNanos = System.nanoTime();
        private String reason = "";

        private Message(String body) {
            this.body = body;
        }
    }

    public SqsQueue(QueueOptions options, Invoker target) {
        this.options = options;
        this.target = target;
        poller = Thread.ofVirtual().name("queue-" + options.name()).start(this::poll);
    }

    /** Sends a message. @return its id */
    public String send(String body) {
        return send(List.of(body)).getFirst();
    }

    /** Sends messages that are received together, if the batch has room. @return their ids */
    public List<String> send(List<String> bodies) {
        List<Message> messages = bodies.stream().map(Message::new).toList();
        synchronized (waiting) {
            waiting.addAll(messages);
        }
        return messages.stream().map(message -> message.id).toList();
    }

    private void poll() {
        while (!closed) {
            List<Message> batch = receive();
            if (batch.isEmpty()) {
                Patience.pause(IDLE_PAUSE);
            } else {
                settle(batch, failed(batch));
            }
        }
    }

    private List<Message> receive() {
        long now = System.nanoTime();
        synchronized (waiting) {
            List<Message> batch = waiting.stream()
                    .filter(message -> now - message.visibleAtNanos >= 0)
                    .limit(options.batchSize())
                    .toList();
            batch.forEach(message -> message.receives++);
            return batch;
        }
    }

    /** The ids of those that are not done. */
    private Set<String> failed(List<Message> batch) {
        Set<String> all = Set.copyOf(batch.stream().map(message -> message.id).toList());
        try {
            Invoked invoked = target.invoke(event(batch).toString().getBytes(StandardCharsets.UTF_8));
            String answer = new String(invoked.answer(), StandardCharsets.UTF_8);
            batch.forEach(message -> message.reason = answer);
            Set<String> failed =
                    invoked.failed() ? all : BatchFailures.in(answer, all).orElse(all);
            if (!failed.isEmpty() && failed.size() < all.size()) {
                partial.increment();
            }
            return failed;
        } catch (Invoker.Throttled e) {
            // Never handed over: as if it had not been received.
            batch.forEach(message -> message.receives--);
            return all;
        } catch (RuntimeException e) {
            batch.forEach(message -> message.reason = e.toString());
            return all;
        }
    }

    private void settle(List<Message> batch, Set<String> failed) {
        synchronized (waiting) {
            for (Message message : batch) {
                if (!failed.contains(message.id)) {
                    waiting.remove(message);
                    deleted.increment();
                } else if (message.receives >= options.receivesMax()) {
                    waiting.remove(message);
                    dead.add(new DeadEvent(options.name(), body(message), message.receives, message.reason));
                } else {
                    message.visibleAtNanos =
                            System.nanoTime() + options.visibility().toNanos();
                }
            }
        }
    }

    private static JsonNode body(Message message) {
        return Json.object().put("messageId", message.id).put("body", message.body);
    }

    private ObjectNode event(List<Message> batch) {
        ObjectNode event = Json.object();
        ArrayNode records = event.putArray("Records");
        for (Message message : batch) {
            ObjectNode sqs = records.addObject();
            sqs.put("messageId", message.id);
            sqs.put("receiptHandle", UUID.randomUUID().toString());
            sqs.put("body", message.body);
            sqs.putObject("attributes").put("ApproximateReceiveCount", Integer.toString(message.receives));
            sqs.putObject("messageAttributes");
            sqs.put("eventSource", "aws:sqs");
            sqs.put("eventSourceARN", "arn:aws:sqs:local:000000000000:" + options.name());
            sqs.put("awsRegion", "local");
        }
        return event;
    }

    /** Waits until no message is left. @return false if that did not happen in time */
    public boolean drain(Duration within) {
        return new Patience(within, IDLE_PAUSE).until(() -> {
            synchronized (waiting) {
                return waiting.isEmpty();
            }
        });
    }

    public List<DeadEvent> dead() {
        return List.copyOf(dead);
    }

    /** Messages that were done. */
    public long deleted() {
        return deleted.sum();
    }

    /** Invocations of which some messages were done and some were not. */
    public long partialFailures() {
        return partial.sum();
    }

    @Override
    public void close() {
        closed = true;
        poller.interrupt();
    }
}
