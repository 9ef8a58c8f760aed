package com.necpgame.voice;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.runtime.event.EventEnvelope;
import com.necpgame.platform.runtime.event.Listeners;
import com.necpgame.platform.testkit.MutableClock;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The module in a process, without sockets: over a store, a folder of objects and connections that all outlive it. */
public final class VoiceProcess implements AutoCloseable {
    private final ApplicationContext context;

    public VoiceProcess(
            DynamoDbClient store, TestRoom room, Path objects, MutableClock clock, Map<String, Object> settings) {
        var all = new HashMap<String, Object>(Map.of(
                "necpgame.objects.path", objects.toString(),
                "necpgame.events.backoff-base", "1ms",
                "necpgame.events.poll-interval", "50ms"));
        all.putAll(settings);
        context = ApplicationContext.builder()
                .properties(all)
                .singletons(clock, room)
                .beanDefinitions(RuntimeBeanDefinition.builder(DynamoDbClient.class, () -> store)
                        .exposedTypes(DynamoDbClient.class)
                        .singleton(true)
                        .build())
                .start();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A connection of a player, in the lobby. */
    public void connect(String connectionId, String player) {
        bean(TestRoom.class).enter(connectionId, "lobby");
        bean(OpenConnections.class)
                .opened(new Visitor(
                        connectionId,
                        "plr_" + player,
                        "voice.example",
                        "local",
                        bean(MutableClock.class).instant()));
    }

    /** A text of a client. */
    public void text(String connectionId, String text) {
        bean(VoiceSocket.class).text(connectionId, text);
    }

    /** What the module tells and nobody has delivered, in its order. */
    public List<EventEnvelope> waiting() {
        var rows = bean(Dynamo.class).items(EventEnvelope.class, DoorTable.NAME);
        var waiting = new ArrayList<EventEnvelope>();
        List.of("00", "01", "02", "03")
                .forEach(shard -> waiting.addAll(rows.query(shard).list()));
        return waiting;
    }

    /** Delivers what waits, and what that leads to. Returns all of it. */
    public List<EventEnvelope> pump() {
        var rows = bean(Dynamo.class).items(EventEnvelope.class, DoorTable.NAME);
        var delivered = new ArrayList<EventEnvelope>();
        for (var waiting = waiting(); !waiting.isEmpty(); waiting = waiting()) {
            for (var event : waiting) {
                bean(Listeners.class).deliver(event);
                rows.write(rows.delete(event.shard(), event.id()));
                delivered.add(event);
            }
        }
        return delivered;
    }

    @Override
    public void close() {
        context.close();
    }
}
