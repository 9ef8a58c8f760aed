package com.necpgame.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.harness.contract.Contract;
import com.necpgame.harness.contract.ContractDiff;
import com.necpgame.harness.contract.ContractReport;
import com.necpgame.harness.server.Operator;
import com.necpgame.platform.embedded.TemporaryDynamo;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole wire, by a script; the same one is played on functions by {@code make contract-diff}. */
class ContractTest {
    private static final String API_KEY = "contract-key-0123456789";
    private static final String GAMESIM_SECRET = "gamesim-secret-0123456789";
    private static final long SEED = 1;

    @Test
    void everyAnswerIsAsTheContractSaysAndTheSameEveryTime(@TempDir Path first, @TempDir Path second) {
        var one = play(first);
        var other = play(second);

        assertThat(one.faults()).isEmpty();
        assertThat(other.faults()).isEmpty();
        var diff = ContractDiff.of(one.transcript(), other.transcript(), "");
        assertThat(diff.unexplained()).isEmpty();
        System.out.println("  " + diff);
    }

    private static ContractReport play(Path objects) {
        try (var store = TemporaryDynamo.open();
                var game = GameServer.over(
                        store.client(),
                        "necpgame.objects.path",
                        objects.toString(),
                        "necpgame.inventory.capacity",
                        8,
                        "necpgame.identity.clients.gamesim.secret",
                        GAMESIM_SECRET,
                        "necpgame.identity.clients.gamesim.scopes",
                        "necpgame/gamesim",
                        "necpgame.voice.api-keys",
                        API_KEY)) {
            return new Contract(
                            game.uri(),
                            SEED,
                            new Operator(Operator.CLIENT_ID, GameServer.OPERATOR_SECRET),
                            new Operator("gamesim", GAMESIM_SECRET),
                            API_KEY)
                    .play();
        }
    }
}
