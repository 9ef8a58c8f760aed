package com.necpgame.player;

import static com.necpgame.platform.testkit.server.Running.untilAnswered;
import static com.necpgame.player.Players.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.ApiAnswer;
import com.necpgame.platform.testkit.ApiClient;
import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.Fault;
import com.necpgame.platform.testkit.Rates;
import com.necpgame.platform.testkit.Seeded;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class ProfileRaceTest {
    private static final int THREADS = 8;
    private static final Rates LOUD = Rates.of(Fault.THROTTLE, 0.05)
            .and(Fault.CONFLICT, 0.05)
            .and(Fault.SERVER_ERROR, 0.05)
            .and(Fault.REPLY_LOST, 0.05);

    private final Players players = new Players();

    @AfterEach
    void close() {
        players.close();
    }

    /** Many first uses at once: one profile, which all see, and one event. */
    @Test
    void aPlayerJoinsOnce() {
        players.faults.loud(LOUD);
        Callable<ApiAnswer> first =
                () -> untilAnswered(() -> players.server.as("ada").get("/v1/profile"));

        var answers = Concurrently.on(THREADS, Collections.nCopies(32, first)).values();

        players.faults.quiet();
        assertThat(answers)
                .extracting(ApiAnswer::text)
                .containsOnly(answers.getFirst().text());
        assertThat(answers).extracting(ApiAnswer::status).containsOnly(200);
        assertThat(players.told("plr_ada")).hasSize(1);
    }

    /** Eight who have seen one version edit it at once: one wins, the others are told; so in every round. */
    @Test
    void ofEditorsWhoSawOneVersionOneWins() {
        var ada = players.server.as("ada");
        ada.get("/v1/profile");
        players.faults.loud(Rates.of(Fault.CONFLICT, 0.1).and(Fault.SENT_TWICE, 0.1));

        for (int round = 1; round <= 20; round++) {
            var seen = "\"" + round + "\"";
            var answers = Concurrently.on(THREADS, edits(ada, seen)).values();

            var won = answers.stream().filter(answer -> answer.status() == 200).toList();
            assertThat(won).hasSize(1);
            assertThat(answers).extracting(ApiAnswer::status).containsOnly(200, 412);
            assertThat(ada.get("/v1/profile").json()).isEqualTo(won.getFirst().json());
        }
    }

    private static List<Callable<ApiAnswer>> edits(ApiClient ada, String seen) {
        return IntStream.range(0, THREADS)
                .<Callable<ApiAnswer>>mapToObj(i ->
                        () -> untilAnswered(() -> put(ada, "/v1/profile", seen, Map.of("displayName", "Ada " + i))))
                .toList();
    }
}
