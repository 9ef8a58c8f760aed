package com.necpgame.platform.runtime.object;

import com.necpgame.platform.runtime.object.Objects.Listed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A page of the objects of a folder, in the order of their keys. Reads the names of the folders that the page goes through. */
final class FolderListing {
    private final Path root;
    private final String prefix;
    private final String after;
    private final int limit;
    private final List<Listed> page = new ArrayList<>();

    FolderListing(Path root, String prefix, @Nullable ObjectKey after, int limit) {
        this.root = root;
        this.prefix = prefix;
        this.after = after == null ? "" : after.value();
        this.limit = limit;
    }

    List<Listed> read() throws IOException {
        if (Files.isDirectory(root)) {
            walk(root, "");
        }
        return page;
    }

    private void walk(Path folder, String path) throws IOException {
        for (var child : children(folder).entrySet()) {
            if (page.size() == limit) {
                return;
            }
            var key = path + child.getKey();
            if (!key.endsWith("/")) {
                add(key, child.getValue());
            } else if (mayHoldMore(key)) {
                walk(child.getValue(), key);
            }
        }
    }

    /** Folders as {@code name/}: so they stand where their keys stand, behind {@code name-x} and before {@code name0}. */
    private static TreeMap<String, Path> children(Path folder) throws IOException {
        var children = new TreeMap<String, Path>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if (name.equals(FolderObjects.WRITING)) {
                    continue;
                }
                children.put(
                        name.endsWith(FolderObjects.FOLDER_MARK) ? name.substring(0, name.length() - 1) + "/" : name,
                        entry);
            }
        } catch (NoSuchFileException e) {
            // Emptied meanwhile.
        }
        return children;
    }

    /** @param path ends with a slash */
    private boolean mayHoldMore(String path) {
        return (path.startsWith(prefix) || prefix.startsWith(path))
                && (after.startsWith(path) || path.compareTo(after) > 0);
    }

    private void add(String key, Path file) throws IOException {
        if (!key.startsWith(prefix) || key.compareTo(after) <= 0) {
            return;
        }
        try {
            page.add(FolderObjects.listed(new ObjectKey(key), file));
        } catch (NoSuchFileException | IllegalArgumentException e) {
            // Deleted meanwhile, or a file that somebody else has put here.
        }
    }
}
