package com.necpgame.platform.embedded;

import com.necpgame.platform.embedded.storage.StorageOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A store in a folder of its own, which goes away with it: for tests and trials. It does not wait for the disk. */
public final class TemporaryDynamo implements AutoCloseable {
    private static final long CACHE_BYTES = 16 << 20;
    private static final long MEMTABLE_BYTES = 8 << 20;
    private static final long RESERVE_BYTES = 1 << 20;

    private final Path folder;
    private final EmbeddedDynamo store;
    private final DynamoDbClient client;

    private TemporaryDynamo(Path folder) {
        this.folder = folder;
        this.store = EmbeddedDynamo.open(
                // Not swept: the clock of a test is not this one.
                new EmbeddedOptions(
                        new StorageOptions(
                                folder, StorageOptions.Durability.RELAXED, CACHE_BYTES, MEMTABLE_BYTES, RESERVE_BYTES),
                        Duration.ZERO,
                        false),
                Clock.systemUTC());
        this.client = (DynamoDbClient) Proxy.newProxyInstance(
                TemporaryDynamo.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, this::call);
    }

    public static TemporaryDynamo open() {
        try {
            return new TemporaryDynamo(Files.createTempDirectory("dynamo"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For many threads. Closing it does nothing, so that an application that closes its beans does not end the store. */
    public DynamoDbClient client() {
        return client;
    }

    private @Nullable Object call(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("close")) {
            return null;
        }
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** Ends the store and deletes it. */
    @Override
    public void close() {
        store.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
