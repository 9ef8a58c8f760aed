package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.embedded.door.Door;
import com.necpgame.platform.embedded.door.DoorOptions;
import com.necpgame.platform.testkit.LocalDynamo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeding in a process of its own, into AWS's DynamoDB Local behind a door. */
class SeedTest {
    private static final String CONTENT = "../../content";

    @TempDir
    Path folder;

    private LocalDynamo store;
    private Door door;

    @BeforeEach
    void open() {
        store = LocalDynamo.inMemory();
        door = Door.open(store.client(), DoorOptions.onLoopback(0));
    }

    @AfterEach
    void close() {
        door.close();
        store.close();
    }

    private record Ended(int status, String out, String err) {}

    private Ended seed(String content) throws IOException, InterruptedException {
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dnecpgame.content.path=" + content,
                Seed.class.getName(),
                "-necpgame.store.kind=endpoint",
                "-necpgame.store.table-prefix=seeded-",
                "-necpgame.store.endpoint=" + door.uri()));
        var process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Ended(process.waitFor(), Files.readString(out), Files.readString(err));
    }

    private boolean isEmpty(String table) {
        return store.client().scan(scan -> scan.tableName(table)).items().isEmpty();
    }

    @Test
    void makesTablesAndBringsContentOnce() throws IOException, InterruptedException {
        var first = seed(CONTENT);

        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.out())
                .contains("tables of economy, gamesim-registry, inventory, player, voice")
                .containsPattern("currencies of economy: \\d+, version \\w+\\R")
                .doesNotContain("there before");
        assertThat(store.client().listTables().tableNames()).contains("seeded-economy", "seeded-player");
        assertThat(isEmpty("seeded-economy")).isFalse();
        assertThat(isEmpty("seeded-identity"))
                .as("who may sign in is no content")
                .isTrue();

        var again = seed(CONTENT);
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.out()).containsPattern("currencies of economy: \\d+, version \\w+, there before");
    }

    @Test
    void seedsNothingThatTheLintRefuses() throws IOException, InterruptedException {
        var broken = Files.createDirectories(folder.resolve("content"));
        Files.writeString(broken.resolve("nonsense.yaml"), "nonsense: [", StandardCharsets.UTF_8);

        var ended = seed(broken.toString());

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("nonsense.yaml");
    }
}
