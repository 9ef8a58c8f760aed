package com.necpgame.harness.slice.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.harness.slice.call.SliceDescription;
import com.necpgame.harness.slice.call.SliceDescription.Due;
import com.necpgame.harness.wire.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulesTest {
    @Test
    void eachPieceOfWorkIsInvokedAgainAndAgain() {
        var function = new Recorder(event -> event.toString().contains("Bad") ? Recorder.error("no") : Recorder.ok(""));
        var slice = new SliceDescription(
                "voice", List.of(), List.of(), List.of(), List.of(new Due("Sweep", 0.1), new Due("Bad", 1)));
        try (var schedules = new Schedules()) {
            schedules.add(slice, function);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> schedules.runs().getOrDefault("voice.Sweep", 0L) >= 2
                            && schedules.failures().size() >= 2);
            assertThat(function.events())
                    .contains(Json.parse("{\"recurring\":[\"Sweep\"]}"), Json.parse("{\"recurring\":[\"Bad\"]}"));
            assertThat(schedules.runs()).containsOnlyKeys("voice.Sweep");
            assertThat(schedules.failures()).allMatch(failure -> failure.startsWith("voice.Bad"));
        }
    }

    @Test
    void nothingIsDueMoreOftenThanTheFinestSchedule() {
        assertThat(Schedules.pause(new Due("A", 0.05))).isEqualTo(Schedules.FINEST);
        assertThat(Schedules.pause(new Due("A", 5))).isEqualTo(Duration.ofSeconds(5));
    }
}
