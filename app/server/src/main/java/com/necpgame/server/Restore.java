package com.necpgame.server;

import com.necpgame.platform.embedded.storage.Storage;
import com.necpgame.platform.embedded.storage.StorageException;
import java.nio.file.Path;

/** Puts a backup into an empty folder, for a server to start on. */
public final class Restore {
    private Restore() {}

    /** @param arguments the backup, and the folder */
    public static void main(String[] arguments) {
        if (arguments.length != 2 || arguments[0].isBlank() || arguments[1].isBlank()) {
            System.err.println("What to restore, and where to? As --restore data/backups/20261120T140000.000Z data");
            System.exit(2);
        }
        try {
            Storage.restore(Path.of(arguments[0]), Path.of(arguments[1]));
            System.out.println(arguments[1] + " holds what " + arguments[0] + " held. Start the server on it.");
        } catch (StorageException | IllegalArgumentException e) {
            System.err.println("Nothing was restored: " + e.getMessage());
            System.exit(1);
        }
    }
}
