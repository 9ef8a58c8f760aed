package com.necpgame.player;

import static com.necpgame.platform.runtime.problem.PlatformProblem.VERSION_OUTDATED;
import static com.necpgame.player.PlayerProblem.PROFILE_NOT_FOUND;

import com.necpgame.contracts.PlayerId;
import com.necpgame.contracts.player.PlayerJoined;
import com.necpgame.platform.runtime.event.Outbox;
import com.necpgame.platform.runtime.transaction.Transactions;
import com.necpgame.platform.runtime.version.IfMatch;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Keeps profiles. A player joins on first use, since whoever signs players in is not of this game. */
@Singleton
final class Profiles {
    private final Transactions transactions;
    private final ProfileTable table;
    private final PlayerConfig config;
    private final Outbox outbox;
    private final Clock clock;

    Profiles(Transactions transactions, ProfileTable table, PlayerConfig config, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.config = config;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The player's own; of a player who comes for the first time, a new one. */
    Profile own(PlayerId player) {
        var found = table.profile(player.value());
        return found != null ? found : join(player);
    }

    /** Of any player who has come. */
    Profile find(String playerId) {
        var found = PlayerId.isValid(playerId) ? table.profile(playerId) : null;
        if (found == null) {
            throw PROFILE_NOT_FOUND.refuse();
        }
        return found;
    }

    Profile edit(PlayerId player, IfMatch expected, ProfileEdit edit) {
        edit.settings().atMost(config.settingsMax());
        var seen = own(player);
        expected.require(seen.tag());
        return replace(seen.edited(edit, now()));
    }

    /** Puts these in place of all that servers have kept of the player. */
    Profile keep(String playerId, IfMatch expected, Fields fields) {
        fields.atMost(config.serverFieldsMax());
        var seen = find(playerId);
        expected.require(seen.tag());
        return replace(seen.kept(fields, now()));
    }

    private Profile join(PlayerId player) {
        var profile = Profile.first(player, now());
        try {
            transactions.commit(
                    table.join(profile).otherwise(found -> new AlreadyJoined(found.as(Profile.class))),
                    outbox.put(new PlayerJoined(player)));
            return profile;
        } catch (AlreadyJoined e) {
            // Somebody was first between the look and the commit: theirs stands.
            return e.profile;
        }
    }

    private Profile replace(Profile edited) {
        transactions.commit(table.replace(edited).otherwise(VERSION_OUTDATED));
        return edited.stored();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static final class AlreadyJoined extends RuntimeException {
        private final transient Profile profile;

        AlreadyJoined(Profile profile) {
            super("already joined", null, false, false);
            this.profile = profile;
        }
    }
}
