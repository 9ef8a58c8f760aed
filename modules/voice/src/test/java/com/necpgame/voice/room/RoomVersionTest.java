package com.necpgame.voice.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Another process changes a room between the plan and the commit of this one. */
class RoomVersionTest {
    @Test
    void thePlanIsMadeAgainOnWhatIsThere() {
        try (var hall = new Hall();
                var another = hall.another()) {
            var room = hall.room("party", "open");
            var bob = hall.greetIn("bob", room);
            hall.greetIn("ada", room);
            var seen = new ArrayList<Integer>();

            hall.server.bean(Rosters.class).change(room, draft -> {
                seen.add(draft.seen().members().size());
                if (seen.size() == 1) {
                    another.asOperator()
                            .post(
                                    "/v1/voice/rooms/" + room + "/moderation",
                                    Map.of("playerId", "plr_bob", "deed", "ban"),
                                    hall.fresh("key"))
                            .isCreated();
                }
                draft.seen().of("plr_ada").forEach(draft::alter);
                return room;
            });

            assertThat(seen).as("members at each plan").isEqualTo(List.of(2, 1));
            assertThat(hall.table().members(room)).hasSize(1);
            assertThat(hall.table().rooms(List.of(room))).allMatch(each -> each.memberCount() == 1);
            assertThat(hall.spotlight().seated(room)).doesNotContain(bob);
        }
    }
}
