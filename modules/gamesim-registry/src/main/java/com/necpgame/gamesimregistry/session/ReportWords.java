package com.necpgame.gamesimregistry.session;

import static com.necpgame.gamesimregistry.RegistryProblem.BAD_REPORT;

import com.necpgame.contracts.ItemQuantity;
import com.necpgame.contracts.PlayerId;
import com.necpgame.contracts.gamesimregistry.GameSessionState;
import com.necpgame.contracts.gamesimregistry.PlayerResult;
import com.necpgame.gamesimregistry.Faults;
import com.necpgame.gamesimregistry.session.Reports.Arrival;
import com.necpgame.gamesimregistry.session.Reports.News;
import com.necpgame.gamesimregistry.session.Reports.Sender;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What servers tell of their sessions, in the words of HTTP. */
final class ReportWords {
    private static final int EVENTS_MAX = 100;
    private static final int PLAYERS_MAX = 512;
    private static final int TEXTS_MAX = 32;
    private static final int TEXT_LENGTH_MAX = 256;
    private static final long AMOUNT_MAX = 1_000_000_000_000_000L;

    private ReportWords() {}

    /**
     * News of a session.
     *
     * @param seq grows with each update; gaps do no harm
     * @param state what the game wants to be seen of it, in place of what it said before
     */
    @Serdeable
    record Update(
            @NotNull @Size(min = 1, max = 64) String simId,
            @NotNull @Positive Long epoch,
            @NotNull @Positive Long seq,
            @Nullable @Size(max = PLAYERS_MAX) List<@NotNull @Valid PlayerNews> players,
            @Nullable @Size(max = EVENTS_MAX) List<@NotNull @Valid EventNews> events,
            @Nullable @Size(max = TEXTS_MAX) Map<String, String> state) {
        Sender sender() {
            return new Sender(simId, epoch);
        }

        News news() {
            var arrivals = players == null ? List.<PlayerNews>of() : players;
            var told = events == null ? List.<EventNews>of() : events;
            check(arrivals, told);
            return new News(
                    seq,
                    arrivals.stream()
                            .map(each -> new Arrival(each.playerId(), each.state()))
                            .toList(),
                    told.stream().map(EventNews::event).toList(),
                    state);
        }

        private void check(List<PlayerNews> arrivals, List<EventNews> told) {
            var faults = new Faults();
            for (int i = 0; i < arrivals.size(); i++) {
                faults.require(
                        arrivals.get(i).state() != SeatState.RESERVED, "/players/" + i + "/state", "CONNECTED or LEFT");
            }
            for (int i = 0; i < told.size(); i++) {
                faults.texts(told.get(i).event().data(), TEXT_LENGTH_MAX, "/events/" + i + "/data");
            }
            faults.texts(state == null ? Map.of() : state, TEXT_LENGTH_MAX, "/state")
                    .refuse(BAD_REPORT);
        }
    }

    /** @param state CONNECTED or LEFT */
    @Serdeable
    record PlayerNews(@NotNull PlayerId playerId, @NotNull SeatState state) {}

    /** @param type in the game's words, as LOOT */
    @Serdeable
    record EventNews(
            @NotNull @Size(min = 1, max = 64) String type,
            @Nullable PlayerId playerId,
            @Nullable @Size(max = TEXTS_MAX) Map<String, String> data) {
        GameEvent event() {
            return new GameEvent(type, playerId, data == null ? Map.of() : data);
        }
    }

    /** @param replayed whether this number, or a later one, was applied before */
    @Serdeable
    record Applied(long seq, boolean replayed) {}

    /**
     * How a session ended.
     *
     * @param results one for each player
     * @param checksum of the game's last state
     */
    @Serdeable
    record Closing(
            @NotNull @Size(min = 1, max = 64) String simId,
            @NotNull @Positive Long epoch,
            @NotNull @Size(min = 1, max = 64) String reason,
            @NotNull @Size(max = PLAYERS_MAX) List<@NotNull @Valid Result> results,
            @Nullable @Size(max = 128) String checksum) {
        Sender sender() {
            return new Sender(simId, epoch);
        }

        Reports.Closing closing() {
            var players = new HashSet<PlayerId>();
            var faults = new Faults();
            for (int i = 0; i < results.size(); i++) {
                faults.require(players.add(results.get(i).playerId()), "/results/" + i + "/playerId", "one result");
            }
            faults.refuse(BAD_REPORT);
            var lines = results.stream().map(Result::line).toList();
            return new Reports.Closing(reason, lines, checksum, Fingerprint.of(toString()));
        }
    }

    /**
     * What one player did.
     *
     * @param score may be below 0
     * @param damage dealt, in points of health
     * @param seconds from the player's arrival to the end, or to their leaving
     * @param outcome WON, LOST, DRAWN, LEFT, or what the game calls it
     */
    @Serdeable
    record Result(
            @NotNull PlayerId playerId,
            @Nullable @Size(min = 1, max = 64) String team,
            @Min(-AMOUNT_MAX) @Max(AMOUNT_MAX) long score,
            @PositiveOrZero int kills,
            @PositiveOrZero int deaths,
            @PositiveOrZero int assists,
            @Min(0) @Max(AMOUNT_MAX) long damage,
            @PositiveOrZero int shots,
            @PositiveOrZero int hits,
            @Min(0) @Max(AMOUNT_MAX) long seconds,
            @NotNull @Size(min = 1, max = 32) String outcome,
            @Nullable @Size(max = 64) List<@NotNull @Valid Loot> loot) {
        PlayerResult line() {
            return new PlayerResult(
                    playerId,
                    team,
                    score,
                    kills,
                    deaths,
                    assists,
                    damage,
                    shots,
                    hits,
                    seconds,
                    outcome,
                    loot == null
                            ? List.of()
                            : loot.stream().map(Loot::asQuantity).toList());
        }
    }

    /** What a player picked up. */
    @Serdeable
    record Loot(
            @NotNull @Size(min = 1, max = 64) String itemId,
            @Min(1) @Max(AMOUNT_MAX) long quantity) {
        ItemQuantity asQuantity() {
            return new ItemQuantity(itemId, quantity);
        }
    }

    /** A session that is over. */
    @Serdeable
    record Closed(String gameSimId, GameSessionState state) {}

    /** Which server asks. */
    @Serdeable
    record BackfillRequest(
            @NotNull @Size(min = 1, max = 64) String simId,
            @NotNull @Positive Long epoch) {}

    /** @param freeSlots when it was made; others may take them */
    @Serdeable
    record Backfill(String backfillToken, int freeSlots, Instant expiresAt) {}
}
