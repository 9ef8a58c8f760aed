package com.necpgame.platform.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.runtime.Ids;
import com.necpgame.platform.runtime.Running;
import com.necpgame.platform.testkit.Concurrently;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private static final String TABLE = "counting";
    private static final Duration TIME = Duration.ofSeconds(10);

    private final Running app = new Running(Map.of("necpgame.relay.enabled", "false"));
    private final Leases here = node();
    private final Leases there = node();

    /** Another process on the same store. */
    private Leases node() {
        var config = new StoreConfig(
                StoreConfig.Kind.ENDPOINT, "", "http://127.0.0.1:1", "eu-central-1", "", Duration.ofSeconds(5), true);
        return new Leases(app.bean(Dynamo.class), new Node(config, app.bean(Ids.class)), app.clock);
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void oneHolderRenewsAndTheOthersWait() {
        assertThat(here.hold(TABLE, "relay", TIME)).isTrue();
        app.clock.advance(TIME.minusMillis(1));
        assertThat(there.hold(TABLE, "relay", TIME)).isFalse();
        assertThat(here.hold(TABLE, "relay", TIME)).isTrue();
        app.clock.advance(TIME);
        assertThat(there.hold(TABLE, "relay", TIME))
                .as("held to the last millisecond")
                .isFalse();
        assertThat(here.until(TABLE, "relay")).isEqualTo(app.clock.instant());
    }

    @Test
    void whatNobodyRenewsGoesToTheNext() {
        here.hold(TABLE, "relay", TIME);
        app.clock.advance(TIME.plusMillis(1));

        assertThat(there.hold(TABLE, "relay", TIME)).isTrue();
        assertThat(here.hold(TABLE, "relay", TIME))
                .as("the holder that stalled")
                .isFalse();
    }

    @Test
    void whatIsTakenIsTakenOnceEvenByItsTaker() {
        assertThat(here.take(TABLE, "sweep", TIME)).isTrue();
        assertThat(here.take(TABLE, "sweep", TIME)).isFalse();
        app.clock.advance(TIME.plusMillis(1));
        assertThat(there.take(TABLE, "sweep", TIME)).isTrue();
    }

    @Test
    void namesAreSeparate() {
        assertThat(here.take(TABLE, "a", TIME)).isTrue();
        assertThat(there.take(TABLE, "b", TIME)).isTrue();
    }

    @Test
    void ofManyTakersOneGetsIt() {
        for (int round = 0; round < 20; round++) {
            Callable<Boolean> taker = () -> node().take(TABLE, "race", TIME);
            assertThat(Concurrently.on(8, Collections.nCopies(8, taker)).values())
                    .as("round %d", round)
                    .containsOnlyOnce(true);
            app.clock.advance(TIME.plusMillis(1));
        }
    }
}
