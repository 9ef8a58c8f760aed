package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.gamesimregistry.fleet.Yard.GAMESIMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How a server is drained. */
class DrainHttpTest {
    private static final Yard YARD = new Yard();

    @AfterAll
    static void close() {
        YARD.close();
    }

    @Test
    void drainingIsAskedByTheServerOrAnOperator() {
        var one = YARD.ready();
        var drained = YARD.server
                .asGameServer()
                .post(GAMESIMS + "/" + one.simId() + "/drain", Map.of("epoch", 1, "deadlineSeconds", 60))
                .isOk();
        assertThat(drained.string("/state")).isEqualTo("DRAINING");
        assertThat(drained.string("/drainAt"))
                .isEqualTo(YARD.server.clock().instant().plusSeconds(60).toString());
        var beaten = YARD.beat(one.simId(), 1, true, true).isOk();
        assertThat(beaten.string("/state")).isEqualTo("DRAINING");
        assertThat(beaten.string("/drainAt")).isEqualTo(drained.string("/drainAt"));

        var other = YARD.ready();
        assertThat(YARD.drain(other.simId(), 60).isOk().string("/state")).isEqualTo("DRAINING");
    }

    @Test
    void ofSeveralDeadlinesTheEarliestHolds() {
        var simId = YARD.ready().simId();
        var first = YARD.drain(simId, 60).isOk().string("/drainAt");

        assertThat(YARD.drain(simId, 90).isOk().string("/drainAt")).isEqualTo(first);
        assertThat(Instant.parse(YARD.drain(simId, 30).isOk().string("/drainAt")))
                .isBefore(Instant.parse(first));
        assertThat(YARD.row(simId).drainAt()).isBefore(Instant.parse(first));
        assertThat(YARD.moves(simId)).containsExactly("null>STARTING", "STARTING>READY", "READY>DRAINING");
    }

    @Test
    void drainsThatBreakARuleAreRefused() {
        var simId = YARD.ready().simId();
        YARD.drain(simId, -1).isRefused(400, "gamesim-registry/bad-server");
        YARD.drain(simId, 86_401).isRefused(400, "gamesim-registry/bad-server");
        YARD.server
                .asGameServer()
                .post(GAMESIMS + "/" + simId + "/drain", Map.of("deadlineSeconds", 1))
                .isRefused(400, "gamesim-registry/bad-server");
        assertThat(YARD.row(simId).state()).isEqualTo(GamesimState.READY);

        YARD.shutdown(simId, 1).isOk();
        YARD.drain(simId, 1).isRefused(409, "gamesim-registry/illegal-move");
    }

    @Test
    void aDrainingServerTakesNoSessionAndKeepsWhatItHas() {
        var server = YARD.ready("region", "drained");
        var lodger = YARD.lodgers().moveIn(server);
        YARD.drain(server.simId(), 60).isOk();

        var wish = new Wish("a", "drained", Map.of(), Strategy.PACKED, List.of(), null, null);
        assertThat(YARD.lodgers().moveIn(wish)).isNull();
        assertThat(YARD.lodgers().held(server.simId(), 1)).hasSize(1);
        YARD.lodgers().moveOut(lodger);
        assertThat(YARD.row(server.simId()).used()).isZero();
        assertThat(YARD.row(server.simId()).state()).isEqualTo(GamesimState.DRAINING);
    }
}
