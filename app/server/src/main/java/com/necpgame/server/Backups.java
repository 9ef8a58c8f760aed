package com.necpgame.server;

import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.store.StoreConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of backups: one folder for each, named by its time, so that names are in order of age. */
@Singleton
final class Backups {
    private static final Logger LOG = LoggerFactory.getLogger(Backups.class);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern NAMES = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z");

    private final EmbeddedStore engine;
    private final Path folder;
    private final int kept;
    private final Clock clock;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Backups(EmbeddedStore engine, EmbeddedStoreConfig config, StoreConfig store, Clock clock) {
        this.engine = engine;
        this.folder = config.backups() == null ? Path.of(store.path()).resolve("backups") : Path.of(config.backups());
        this.kept = config.backupsKept();
        this.clock = clock;
    }

    Backup take() {
        var store = engine.opened()
                .orElseThrow(() -> PlatformProblem.ROUTE_NOT_FOUND.refuse(
                        "the data is not in this process; its store has backups of its own"));
        oneAtATime.lock();
        try {
            Files.createDirectories(folder);
            var target = folder.resolve(NAME.format(clock.instant()));
            store.backup(target);
            LOG.info("Backup {} taken", target);
            forgetOldest();
            return backup(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            oneAtATime.unlock();
        }
    }

    List<Backup> list() {
        try {
            return newestFirst().stream().map(Backups::backup).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(entry ->
                            NAMES.matcher(entry.getFileName().toString()).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private void forgetOldest() throws IOException {
        for (var old : newestFirst().stream().skip(kept).toList()) {
            try (var files = Files.walk(old)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            LOG.info("Backup {} deleted: {} are kept", old, kept);
        }
    }

    private static Backup backup(Path backup) {
        try (var files = Files.walk(backup)) {
            var bytes = files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            return new Backup(backup.getFileName().toString(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
