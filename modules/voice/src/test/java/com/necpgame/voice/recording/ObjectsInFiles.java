package com.necpgame.voice.recording;

import static java.util.Objects.requireNonNull;

import com.necpgame.platform.runtime.object.ObjectKey;
import com.necpgame.platform.runtime.object.Objects;
import com.necpgame.platform.runtime.object.ObjectsUnavailable;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Objects of tests, in files, so that they outlive a process that is killed; they can be made to fail. */
@Singleton
@Primary
@Requires(property = ObjectsInFiles.FOLDER)
final class ObjectsInFiles implements Objects {
    static final String FOLDER = "test.objects";

    private final Path root;
    private final AtomicLong temporary = new AtomicLong();

    /** How many calls from now on find no store. */
    final AtomicInteger down = new AtomicInteger();

    /** How many puts from now on happen, and are said to have failed. */
    final AtomicInteger repliesLost = new AtomicInteger();

    final AtomicInteger puts = new AtomicInteger();

    ObjectsInFiles(@Value("${" + FOLDER + "}") String folder) {
        this.root = Path.of(folder);
    }

    private void call() {
        if (down.getAndUpdate(n -> n > 0 ? n - 1 : n) > 0) {
            throw new ObjectsUnavailable("down", new IOException("down"));
        }
    }

    @Override
    public void put(ObjectKey key, byte[] bytes, ObjectInfo info) {
        call();
        try {
            var file = root.resolve(key.value());
            Files.createDirectories(file.getParent());
            var whole = root.resolve("tmp-" + ProcessHandle.current().pid() + "-" + temporary.incrementAndGet());
            Files.write(whole, encode(bytes, info));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        puts.incrementAndGet();
        if (repliesLost.getAndUpdate(n -> n > 0 ? n - 1 : n) > 0) {
            throw new ObjectsUnavailable("the reply was lost", new IOException("lost"));
        }
    }

    private static byte[] encode(byte[] bytes, ObjectInfo info) throws IOException {
        var encoded = new ByteArrayOutputStream();
        var out = new DataOutputStream(encoded);
        out.writeUTF(info.contentType());
        out.writeInt(info.metadata().size());
        for (var entry : info.metadata().entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue());
        }
        out.write(bytes);
        return encoded.toByteArray();
    }

    @Override
    public @Nullable StoredObject get(ObjectKey key) {
        call();
        var file = root.resolve(key.value());
        if (!Files.exists(file)) {
            return null;
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            var contentType = in.readUTF();
            var metadata = new TreeMap<String, String>();
            for (int left = in.readInt(); left > 0; left--) {
                metadata.put(in.readUTF(), in.readUTF());
            }
            return new StoredObject(in.readAllBytes(), new ObjectInfo(contentType, metadata));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Listed> list(String prefix, @Nullable ObjectKey after, int limit) {
        call();
        return keys().stream()
                .filter(key -> key.value().startsWith(prefix) && (after == null || key.compareTo(after) > 0))
                .limit(limit)
                .map(key -> new Listed(key, 0, Instant.EPOCH))
                .toList();
    }

    /** One that must be there. */
    StoredObject stored(ObjectKey key) {
        return requireNonNull(get(key), key::value);
    }

    /** All there are. */
    List<ObjectKey> keys() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var files = Files.walk(root)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && !file.getFileName().toString().startsWith("tmp-"))
                    .map(file -> new ObjectKey(root.relativize(file).toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(ObjectKey key) {
        call();
        try {
            Files.deleteIfExists(root.resolve(key.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int deleteAll(String prefix) {
        var all = list(prefix, null, Integer.MAX_VALUE);
        all.forEach(object -> delete(object.key()));
        return all.size();
    }
}
