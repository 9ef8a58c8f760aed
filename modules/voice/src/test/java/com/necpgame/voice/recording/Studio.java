package com.necpgame.voice.recording;

import com.necpgame.platform.embedded.EmbeddedDynamo;
import com.necpgame.platform.embedded.EmbeddedOptions;
import com.necpgame.platform.embedded.storage.StorageOptions;
import com.necpgame.voice.Visitor;
import com.necpgame.voice.live.Cast;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The module over folders that outlive it. */
final class Studio implements AutoCloseable {
    final Path folder;
    private final EmbeddedDynamo store;
    private final ApplicationContext context;

    /** @param settings of recording, without their prefix */
    Studio(Path folder, Map<String, Object> settings) {
        this.folder = folder;
        var all = new HashMap<String, Object>(Map.of(
                ObjectsInFiles.FOLDER,
                folder.resolve("objects").toString(),
                "necpgame.voice.api-keys",
                "0123456789abcdef",
                "necpgame.voice.recording.path",
                wal().toString(),
                "necpgame.voice.recording.backoff-base",
                "5ms",
                "necpgame.voice.recording.backoff-max",
                "20ms"));
        settings.forEach((name, value) -> all.put("necpgame.voice.recording." + name, value));
        this.store = EmbeddedDynamo.open(
                new EmbeddedOptions(
                        new StorageOptions(
                                folder.resolve("store"), StorageOptions.Durability.RELAXED, 1 << 22, 1 << 22, 1 << 20),
                        Duration.ZERO,
                        false),
                Clock.systemUTC());
        this.context = ApplicationContext.builder()
                .properties(all)
                .beanDefinitions(RuntimeBeanDefinition.builder(DynamoDbClient.class, () -> store)
                        .exposedTypes(DynamoDbClient.class)
                        .singleton(true)
                        .build())
                .start();
    }

    Path wal() {
        return folder.resolve("wal");
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Tape tape() {
        return bean(Tape.class);
    }

    ObjectsInFiles objects() {
        return bean(ObjectsInFiles.class);
    }

    RoomsOfTest rooms() {
        return bean(RoomsOfTest.class);
    }

    Ears ears() {
        return bean(Ears.class);
    }

    /** A connection of the player comes into the room, and wants to know what is kept. */
    String enter(String room, String player, Cast.Recording policy) {
        var connection = "con-" + player;
        bean(Attendance.class).opened(new Visitor(connection, player, "localhost", "test", Instant.EPOCH));
        rooms().enter(room, connection);
        rooms().policies.put(room, policy);
        bean(Attendance.class).acknowledge(connection, room, true);
        return connection;
    }

    /** All files under the folder of segments. */
    List<Path> segments() {
        if (!Files.isDirectory(wal())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(wal())) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sum of a counter over its tags that contain this value. */
    double measured(String name, String tag) {
        return bean(MeterRegistry.class).find("necpgame.voice.recording." + name).meters().stream()
                .filter(meter -> tag.isEmpty()
                        || meter.getId().getTags().stream()
                                .anyMatch(each -> each.getValue().equals(tag)))
                .map(Meter::measure)
                .flatMap(measures -> StreamSupport.stream(measures.spliterator(), false))
                .mapToDouble(Measurement::getValue)
                .sum();
    }

    @Override
    public void close() {
        context.close();
        store.close();
    }
}
