package com.necpgame.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.embedded.storage.StorageOptions.Durability;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

class ExpiryTest extends StoreTest {
    @BeforeEach
    void createTables() {
        createIndexedTable();
    }

    private void expireBy(String attribute, boolean enabled) {
        store.updateTimeToLive(update -> update.tableName(TABLE)
                .timeToLiveSpecification(
                        expiry -> expiry.attributeName(attribute).enabled(enabled)));
    }

    private AttributeValue in(Duration time) {
        return AttributeValue.fromN(Long.toString(clock.instant().plus(time).getEpochSecond()));
    }

    @Test
    void whatHasExpiredIsThereUntilItIsSwept() {
        expireBy("exp", true);
        put("pk", "a", "sk", "1", "g", "x", "exp", in(Duration.ofMinutes(5)));
        clock.advance(Duration.ofMinutes(6));
        assertThat(get("pk", "a", "sk", "1")).isNotEmpty();

        store.sweep();
        assertThat(get("pk", "a", "sk", "1")).isEmpty();
        assertThat(store.scan(scan -> scan.tableName(TABLE).indexName("keys")).count())
                .isZero();
    }

    @Test
    void onlyPastAndCredibleTimesCount() {
        expireBy("exp", true);
        put("pk", "a", "sk", "now", "exp", in(Duration.ZERO));
        put("pk", "a", "sk", "later", "exp", in(Duration.ofSeconds(1)));
        put("pk", "a", "sk", "text", "exp", "1");
        put("pk", "a", "sk", "none");
        put("pk", "a", "sk", "long ago", "exp", in(Duration.ofDays(-6 * 365)));
        put("pk", "a", "sk", "past", "exp", in(Duration.ofSeconds(-1)));
        store.sweep();

        assertThat(store.scan(scan -> scan.tableName(TABLE)).items().stream()
                        .map(item -> attribute(item, "sk").s()))
                .containsExactlyInAnyOrder("now", "later", "text", "none", "long ago");
    }

    @Test
    void manyAreSweptAtOnce() {
        expireBy("exp", true);
        for (int i = 0; i < 350; i++) {
            put("pk", "p" + i, "sk", "1", "exp", in(Duration.ofSeconds(i % 2 == 0 ? -1 : 1)));
        }
        store.sweep();

        assertThat(store.scan(scan -> scan.tableName(TABLE)).count()).isEqualTo(175);
    }

    @Test
    void nothingIsSweptWhereItIsOff() {
        put("pk", "a", "sk", "1", "exp", in(Duration.ofSeconds(-1)));
        store.sweep();
        assertThat(get("pk", "a", "sk", "1")).isNotEmpty();

        expireBy("exp", true);
        restart();
        store.sweep();
        assertThat(get("pk", "a", "sk", "1")).isEmpty();
    }

    @Test
    void itSweepsByItself() {
        expireBy("exp", true);
        put("pk", "a", "sk", "1", "exp", in(Duration.ofSeconds(-1)));
        store.close();
        store = EmbeddedDynamo.open(
                new EmbeddedOptions(
                        Stores.storage(folder.resolve("store"), Durability.FSYNCED), Duration.ofMillis(20), false),
                clock);

        Awaitility.await().until(() -> get("pk", "a", "sk", "1").isEmpty());
        put("pk", "a", "sk", "2", "exp", in(Duration.ofSeconds(-1)));
        Awaitility.await().until(() -> get("pk", "a", "sk", "2").isEmpty());
    }

    @Test
    void itIsTurnedOnAndOffOnce() {
        assertThat(status()).isEqualTo(TimeToLiveStatus.DISABLED);
        assertInvalid("TimeToLive is already disabled", () -> expireBy("exp", false));
        expireBy("exp", true);
        assertThat(status()).isEqualTo(TimeToLiveStatus.ENABLED);
        assertInvalid("TimeToLive is already enabled", () -> expireBy("exp", true));
        assertInvalid("TimeToLive is active on a different AttributeName", () -> expireBy("other", true));
        restart();
        assertThat(status()).isEqualTo(TimeToLiveStatus.ENABLED);
        expireBy("exp", false);
        assertThat(status()).isEqualTo(TimeToLiveStatus.DISABLED);
    }

    private TimeToLiveStatus status() {
        return store.describeTimeToLive(describe -> describe.tableName(TABLE))
                .timeToLiveDescription()
                .timeToLiveStatus();
    }
}
