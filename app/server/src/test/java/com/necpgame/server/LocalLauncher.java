package com.necpgame.server;

import com.necpgame.platform.testkit.LocalDynamo;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Starts the server over AWS's DynamoDB Local in this process, its data in a file of the folder that {@code
 * necpgame.store.path} names. In test scope, because that engine may not be shipped: for a benchmark beside ours.
 */
public final class LocalLauncher {
    private LocalLauncher() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(setting("necpgame.store.path", "NECPGAME_STORE_PATH", "data"));
        Files.createDirectories(folder);
        var store = LocalDynamo.inFile(folder.resolve("necpgame.db").toAbsolutePath());
        try {
            Necpgame.start(arguments, store.client());
        } catch (RuntimeException | Error e) {
            StartFailure.print(e, System.err);
            System.exit(1);
        }
    }

    private static String setting(String property, String variable, String otherwise) {
        return System.getProperty(property, System.getenv().getOrDefault(variable, otherwise));
    }
}
