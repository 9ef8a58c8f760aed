package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.embedded.storage.Storage;
import com.necpgame.server.GameClient.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The server with the store that it has by itself: restarts, backups, a full disk, the door. */
class EmbeddedServerTest {
    private static final String BACKUPS = "/v1/operations/backups";

    /** More than any disk has. */
    private static final int EVERYTHING = Integer.MAX_VALUE;

    @TempDir
    Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    @Test
    void keepsWhatItHasAnsweredOverARestart() {
        Session player;
        try (var server = GameServer.in(data())) {
            player = rich(server, 500);
        }
        try (var server = GameServer.in(data())) {
            assertThat(credits(server, player)).isEqualTo(500);
        }
    }

    @Test
    void goesBackToTheMomentOfABackup() {
        Session player;
        String backup;
        try (var server = GameServer.in(data())) {
            player = rich(server, 500);
            backup = server.post(server.operator().token(), BACKUPS, "", Map.of())
                    .ok()
                    .get("name")
                    .asText();
            grant(server, player, 70);
            assertThat(credits(server, player)).isEqualTo(570);
        }
        var restored = folder.resolve("restored");
        Storage.restore(data().resolve("backups").resolve(backup), restored);
        try (var server = GameServer.in(restored)) {
            assertThat(credits(server, player)).isEqualTo(500);
        }
    }

    @Test
    void keepsTheNewestBackups() {
        try (var server = GameServer.in(data(), "necpgame.store.embedded.backups-kept", 2)) {
            var operator = server.operator().token();
            var taken = List.of(1, 2, 3).stream()
                    .map(n -> server.post(operator, BACKUPS, "", Map.of())
                            .ok()
                            .get("name")
                            .asText())
                    .toList();
            var kept = StreamSupport.stream(server.get(operator, BACKUPS).ok().spliterator(), false)
                    .map(backup -> backup.get("name").asText())
                    .toList();
            assertThat(kept).containsExactly(taken.get(2), taken.get(1));
        }
    }

    @Test
    void backupsAreForOperators() {
        try (var server = GameServer.in(data())) {
            var player = server.guest("a-device-that-asks").token();
            assertThat(server.post(player, BACKUPS, "", Map.of()).status()).isEqualTo(403);
            assertThat(server.get(player, BACKUPS).status()).isEqualTo(403);
        }
    }

    @Test
    void aFullDiskRefusesWritesAndGoesOnReading() {
        Session player;
        String operator;
        try (var server = GameServer.in(data())) {
            player = rich(server, 500);
            operator = server.operator().token();
        }
        try (var server = GameServer.in(
                data(),
                "necpgame.store.embedded.reserve-megabytes",
                EVERYTHING,
                "necpgame.content.seed-at-start",
                false,
                "necpgame.relay.enabled",
                false,
                "necpgame.recurring.enabled",
                false)) {
            var grant = server.post(operator, "/v1/grants", "full", grantOf(player, 1));
            assertThat(grant.status()).isEqualTo(503);
            assertThat(grant.body().get("code").asText()).isEqualTo("platform/unavailable");
            assertThat(credits(server, player)).isEqualTo(500);
            assertThat(server.get("", "/health/readiness").status()).isEqualTo(503);
            assertThat(server.get("", "/health/liveness").status()).isEqualTo(200);
        }
        try (var server = GameServer.in(data())) {
            assertThat(server.get("", "/health/readiness").status()).isEqualTo(200);
            grant(server, player, 1);
            assertThat(credits(server, player)).isEqualTo(501);
        }
    }

    @Test
    void aFolderHasOneServer() {
        try (var server = GameServer.in(data())) {
            assertThat(server.get("", "/health").status()).isEqualTo(200);
            assertThatThrownBy(() -> GameServer.in(data())).hasStackTraceContaining("has it open already");
        }
    }

    @Test
    void opensADoorWhereItIsAskedTo() throws IOException {
        var port = Tour.freePort();
        try (var server = GameServer.in(data(), "necpgame.store.door.enabled", true, "necpgame.store.door.port", port);
                var client = DynamoDbClient.builder()
                        .httpClientBuilder(ApacheHttpClient.builder())
                        .endpointOverride(URI.create("http://127.0.0.1:" + port))
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                        .build()) {
            assertThat(server.get("", "/health").status()).isEqualTo(200);
            assertThat(client.listTables().tableNames()).contains("economy", "identity", "inventory", "player");
        }
    }

    @Test
    void measuresTheStore() {
        try (var server = GameServer.in(data())) {
            assertThat(server.text("/prometheus"))
                    .contains("necpgame_store_fsyncs_total ", "necpgame_store_disk_bytes ")
                    .doesNotContain("necpgame_store_fsyncs_total 0.0", "necpgame_store_disk_bytes NaN");
        }
    }

    private static Session rich(GameServer server, int credits) {
        var player = server.guest("a-device-with-money");
        grant(server, player, credits);
        return player;
    }

    private static void grant(GameServer server, Session player, int amount) {
        server.post(server.operator().token(), "/v1/grants", "grant-" + amount, grantOf(player, amount))
                .ok();
    }

    private static Map<String, Object> grantOf(Session player, int amount) {
        return Map.of("playerId", player.playerId(), "currency", "credits", "amount", amount, "reason", "test");
    }

    private static int credits(GameServer server, Session player) {
        for (var balance : server.get(player.token(), "/v1/wallet").ok().get("balances")) {
            if (balance.get("currency").asText().equals("credits")) {
                return balance.get("available").asInt();
            }
        }
        return 0;
    }
}
