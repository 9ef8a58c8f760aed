package com.necpgame.voice.room;

import static com.necpgame.voice.VoiceProblem.TOO_MANY_BLOCKS;

import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.problem.Problem;
import com.necpgame.platform.runtime.transaction.Replanning;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Blocks and mutes of one player by another. Both are kept, and hold from when the call returns. */
@Singleton
final class Ignoring {
    private final Transactions transactions;
    private final RoomTable table;
    private final RoomConfig config;
    private final Replanning replanning;
    private final Unheard unheard;
    private final Headsets headsets;
    private final Rosters rosters;
    private final Clock clock;

    Ignoring(
            Transactions transactions,
            RoomTable table,
            RoomConfig config,
            RandomGenerator random,
            Unheard unheard,
            Headsets headsets,
            Rosters rosters,
            Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.config = config;
        this.replanning = config.replanning(random);
        this.unheard = unheard;
        this.headsets = headsets;
        this.rosters = rosters;
        this.clock = clock;
    }

    /** Neither hears the other; only the player can lift it again. */
    void block(String playerId, String otherId, boolean on, Problem otherwise) {
        refuseSelf(playerId, otherId, otherwise);
        replanning.until(() -> {
            var seen = table.ignored(playerId, otherId);
            if (on != (seen != null && seen.blocked())) {
                var count = on ? table.more(playerId, "blocks", config.blocksMax()) : table.less(playerId, "blocks");
                commit(seen, wish(playerId, otherId, on, seen != null && seen.muted(), seen), count);
            }
            return on;
        });
        show(playerId, otherId);
    }

    /** The player does not hear the other, who does not learn of it. */
    void mute(String playerId, String otherId, boolean on, Problem otherwise) {
        refuseSelf(playerId, otherId, otherwise);
        replanning.until(() -> {
            var seen = table.ignored(playerId, otherId);
            if (on != (seen != null && seen.muted())) {
                var count = on ? table.more(playerId, "mutes", config.mutesMax()) : table.less(playerId, "mutes");
                commit(seen, wish(playerId, otherId, seen != null && seen.blocked(), on, seen), count);
            }
            return on;
        });
        show(playerId, otherId);
    }

    private static void refuseSelf(String playerId, String otherId, Problem otherwise) {
        if (playerId.equals(otherId)) {
            throw otherwise.refuse("playerId must be another player");
        }
    }

    private Ignored wish(String playerId, String otherId, boolean blocked, boolean muted, @Nullable Ignored seen) {
        var at = seen == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : seen.at();
        return new Ignored(playerId, otherId, blocked, muted, at);
    }

    private void commit(@Nullable Ignored seen, Ignored wish, Write count) {
        transactions.commit(
                table.wish(seen, wish).otherwise(Replanning.Changed::new), count.otherwise(TOO_MANY_BLOCKS));
    }

    private void show(String playerId, String otherId) {
        unheard.changed(playerId);
        var rooms = new HashSet<String>();
        var concerned = new ArrayList<>(headsets.of(playerId));
        concerned.addAll(headsets.of(otherId));
        concerned.forEach(headset -> rooms.addAll(headset.rooms()));
        rosters.recast(rooms);
    }
}
