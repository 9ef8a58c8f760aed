package com.necpgame.gamesim.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports in files until they are answered, one file each, so that they outlive the process. Without a folder it keeps nothing. */
final class Spool {
    private static final String SUFFIX = ".report.json";

    private final @Nullable Path folder;

    Spool(@Nullable Path folder) throws IOException {
        this.folder = folder;
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    /** Keeps a report; it is on the disk when this returns. */
    void add(Delivery report) throws IOException {
        if (folder == null) {
            return;
        }
        var half = folder.resolve(report.gameSimId() + ".half");
        try (var file = FileChannel.open(
                half, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            file.write(StandardCharsets.UTF_8.encode(json(report).toString()));
            file.force(true);
        }
        Files.move(half, file(folder, report), StandardCopyOption.ATOMIC_MOVE);
    }

    void remove(Delivery report) throws IOException {
        if (folder != null) {
            Files.deleteIfExists(file(folder, report));
        }
    }

    /** What an earlier process did not get to tell. */
    List<Delivery> left() throws IOException {
        var left = new ArrayList<Delivery>();
        if (folder != null) {
            try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                for (var file : files) {
                    left.add(read(file));
                }
            }
        }
        return left;
    }

    private static Path file(Path folder, Delivery report) {
        return folder.resolve(report.gameSimId() + SUFFIX);
    }

    private static ObjectNode json(Delivery report) {
        return RegistryDoor.JSON
                .createObjectNode()
                .put("gameSimId", report.gameSimId())
                .put("path", report.path())
                .put("idempotencyKey", report.idempotencyKey())
                .set("body", report.body());
    }

    private static Delivery read(Path file) throws IOException {
        var json = RegistryDoor.JSON.readTree(Files.readString(file));
        if (!(json.path("body") instanceof ObjectNode body)) {
            throw new IOException("no report: " + file);
        }
        return new Delivery(
                json.path("gameSimId").asText(),
                json.path("path").asText(),
                json.path("idempotencyKey").asText(),
                body);
    }
}
