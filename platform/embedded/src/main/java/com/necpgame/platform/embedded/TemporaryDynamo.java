package com.necpgame.platform.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A store in a folder of its own, which goes away with it: for tests and trials. It does not wait for the disk. */
public final class TemporaryDynamo implements AutoCloseable {
    private final Path folder;
    private final EmbeddedDynamo store;

    private TemporaryDynamo(Path folder) {
        this.folder = folder;
        this.store = EmbeddedDynamo.open(EmbeddedOptions.relaxed(folder), Clock.systemUTC());
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
        return store.shared();
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
