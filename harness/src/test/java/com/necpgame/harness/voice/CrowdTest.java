package com.necpgame.harness.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The load generator against the bare server: what is said is heard, counted once, and young. */
class CrowdTest {
    private static final Duration ROUND = Duration.ofMillis(600);

    private final URI base = URI.create("http://127.0.0.1:" + new BareServer().start(1));

    @Test
    void hearsWhatIsSaid() throws IOException {
        try (var crowd = new Crowd(base, new RelayDoor(), new Crowd.Sizes(2, 2, 3))) {
            var round = crowd.talk(ROUND, null);
            assertThat(round.expected()).isPositive().isLessThanOrEqualTo(2 * 2 * 3 * 50);
            // At the edges of the window a frame that was sent before is heard within, and the other way round.
            assertThat(round.delivered()).isBetween(round.expected() / 2, round.expected() + 2 * 2 * 3 * 10);
            assertThat(round.p50Nanos()).isPositive().isLessThanOrEqualTo(round.p99Nanos());
            assertThat(round.lost()).isZero();
        }
    }

    @Test
    void hearsNothingWhereNobodySpeaks() throws IOException {
        try (var crowd = new Crowd(base, new RelayDoor(), new Crowd.Sizes(1, 0, 2))) {
            assertThat(crowd.talk(ROUND, null).delivered()).isZero();
        }
    }

    @Test
    void hearsWithoutPauseWhereItIsBlasted() throws IOException {
        try (var crowd = new Crowd(base, new BlastDoor(2), new Crowd.Sizes(1, 0, 2))) {
            assertThat(crowd.talk(ROUND, null).perSecond()).isGreaterThan(5_000);
        }
    }

    @Test
    void saysWhyAClientDoesNotGetIn() {
        Door nowhere = (room, speaks) -> new Door.Entry(
                new RelayDoor().entry(room, speaks).upgrade(), "", List.of(new Door.Step("{}", "welcome")));
        var gone = URI.create("http://127.0.0.1:1");
        assertThatThrownBy(() -> new Crowd(gone, nowhere, new Crowd.Sizes(1, 1, 1)).close())
                .isInstanceOf(IOException.class);
    }

    @Test
    void aRoundSurvivesItsLine() throws IOException {
        try (var crowd = new Crowd(base, new RelayDoor(), new Crowd.Sizes(1, 1, 1))) {
            var round = crowd.talk(ROUND, null);
            assertThat(VoiceRound.parse(round.line())).isEqualTo(round);
        }
        assertThatThrownBy(() -> VoiceRound.parse("1 2 3")).hasMessageContaining("no round");
    }
}
