package com.necpgame.voice.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.necpgame.voice.Visitor;
import com.necpgame.voice.Visits;
import com.necpgame.voice.Wires;
import com.necpgame.voice.live.Cast.Recording;
import com.necpgame.voice.live.Cast.RoomType;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.order.OrderUtil;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwarderWiringTest {
    @Test
    void isOneBeanThatRunsByItself() {
        var heard = new Heard();
        try (ApplicationContext context = Wires.context(heard)) {
            var stage = context.getBean(Stage.class);
            assertThat(context.getBean(Frames.class)).isSameAs(stage);
            assertThat(context.getBean(Positions.class)).isSameAs(stage);
            var features = new ArrayList<>(context.getBeansOfType(Visits.class));
            OrderUtil.sort(features);
            assertThat(features.get(1)).as("next to the door").isSameAs(stage);

            var visits = (Visits) stage;
            visits.opened(new Visitor("ada", "plr_ada", "localhost", "local", Instant.EPOCH));
            visits.opened(new Visitor("bob", "plr_bob", "localhost", "local", Instant.EPOCH));
            stage.show(new Cast(
                    "party", 7, 1, RoomType.PARTY, Recording.OFF, List.of(Hall.seat("ada"), Hall.seat("bob"))));
            context.getBean(Frames.class).accept("ada", Sound.frame(Sound.OPUS, 7, 1, 0, Sound.opus(60, true)));

            assertThat(heard.frames("bob")).hasSize(1);
            assertThat(heard.texts("bob", "talking")).hasSize(1);
            await().untilAsserted(() -> assertThat(heard.texts("bob", "talking"))
                    .singleElement()
                    .asString()
                    .contains("\"on\":false"));
        }
    }
}
