package com.necpgame.gamesimregistry.session;

import static com.necpgame.gamesimregistry.Faults.WORD_REGEXP;
import static com.necpgame.gamesimregistry.RegistryProblem.BAD_WISH;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.necpgame.contracts.PlayerId;
import com.necpgame.contracts.gamesimregistry.GameSessionState;
import com.necpgame.contracts.gamesimregistry.PlayerResult;
import com.necpgame.gamesimregistry.Faults;
import com.necpgame.gamesimregistry.RegistryConfig;
import com.necpgame.gamesimregistry.fleet.Selector;
import com.necpgame.gamesimregistry.fleet.Strategy;
import com.necpgame.gamesimregistry.fleet.Verdict;
import com.necpgame.gamesimregistry.fleet.Wish;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions in the words of HTTP. */
final class SessionWords {
    private SessionWords() {}

    /**
     * A session that is wanted.
     *
     * @param latencies ms by region, as the caller measured them
     * @param strategy PACKED where nothing is said
     * @param selectors in order: a later one counts where no server of the earlier ones has a free slot
     * @param playersMax as many as the server offers where nothing is said
     * @param isPrivate only those who have the code, and those who have a seat, know of it
     * @param players who has a seat from the start: of players themselves alone
     * @param timeoutSeconds how long to wait for a free slot
     * @param explain whether the answer says why each other server was not taken
     */
    @Serdeable
    record NewSession(
            @Nullable @Pattern(regexp = WORD_REGEXP) String region,
            @Nullable @Size(max = 64) Map<String, Integer> latencies,
            @Nullable Strategy strategy,

            @Nullable @Size(max = 8) List<@NotNull @Valid WantedServer> selectors,

            @Nullable @Pattern(regexp = WORD_REGEXP) String channel,

            @Nullable @Min(1) @Max(RegistryConfig.PLAYERS_LIMIT)
            Integer playersMax,

            @Nullable @Size(max = RegistryConfig.LABELS_LIMIT)
            Map<String, String> labels,

            @Nullable @Pattern(regexp = WORD_REGEXP) String map,

            @Nullable @Size(min = 1, max = Passwords.LENGTH_MAX)
            String password,

            @Nullable Boolean isPrivate,

            @Nullable @Size(max = RegistryConfig.PLAYERS_LIMIT)
            List<@NotNull PlayerId> players,

            @Nullable @Min(0) Integer timeoutSeconds,
            @Nullable Boolean explain) {
        /** Refuses what does not keep to the limits. */
        void check(RegistryConfig config) {
            var faults = new Faults().labels(labels(), config.labelsMax(), "/labels");
            for (int i = 0; i < selectors().size(); i++) {
                faults.labels(selectors().get(i).labels(), config.labelsMax(), "/selectors/" + i + "/labels");
            }
            latencies()
                    .forEach((name, ms) -> faults.require(ms != null && ms >= 0, "/latencies/" + name, "0 ms or more"));
            faults.require(
                            playersMax == null || playersMax <= config.playersMax(),
                            "/playersMax",
                            config.playersMax() + " or less")
                    .require(
                            patience().compareTo(config.waitMax()) <= 0,
                            "/timeoutSeconds",
                            config.waitMax().toSeconds() + " or less")
                    .require(new HashSet<>(players()).size() == players().size(), "/players", "each player once")
                    .require(
                            playersMax == null || players().size() <= playersMax,
                            "/players",
                            "as many as playersMax says, or fewer")
                    .refuse(BAD_WISH);
        }

        @Override
        public List<PlayerId> players() {
            return players == null ? List.of() : players;
        }

        @Override
        public List<WantedServer> selectors() {
            return selectors == null ? List.of() : selectors;
        }

        @Override
        public Map<String, String> labels() {
            return labels == null ? Map.of() : labels;
        }

        @Override
        public Map<String, Integer> latencies() {
            return latencies == null ? Map.of() : latencies;
        }

        Duration patience() {
            return Duration.ofSeconds(timeoutSeconds == null ? 0 : timeoutSeconds);
        }

        Wish wish(String allocationId) {
            return new Wish(
                    allocationId,
                    region,
                    latencies(),
                    strategy == null ? Strategy.PACKED : strategy,
                    selectors().stream().map(WantedServer::selector).toList(),
                    channel,
                    playersMax);
        }

        Terms terms(String allocationId, @Nullable PlayerId owner, Passwords.@Nullable Hash hash) {
            return new Terms(
                    allocationId,
                    owner,
                    playersMax == null ? 0 : playersMax,
                    labels(),
                    map == null ? "" : map,
                    Boolean.TRUE.equals(isPrivate),
                    hash);
        }
    }

    /** @param zone null for any */
    @Serdeable
    record WantedServer(
            @Nullable @Size(max = RegistryConfig.LABELS_LIMIT)
            Map<String, String> labels,

            @Nullable @Pattern(regexp = WORD_REGEXP) String build,
            @Nullable @Pattern(regexp = WORD_REGEXP) String zone) {
        @Override
        public Map<String, String> labels() {
            return labels == null ? Map.of() : labels;
        }

        Selector selector() {
            return new Selector(labels(), build, zone);
        }
    }

    /** @param role PLAYER where nothing is said */
    @Serdeable
    record Joining(
            @Nullable @Size(max = Passwords.LENGTH_MAX) String password,
            @Nullable SeatRole role,

            @Nullable @Size(min = 1, max = RegistryConfig.PLAYERS_LIMIT)
            List<@NotNull PlayerId> players) {}

    /**
     * By a code, or by a backfill token.
     *
     * @param players who gets a seat: of players themselves alone
     */
    @Serdeable
    record Entry(
            @Nullable @Size(max = 16) String joinCode,
            @Nullable @Size(max = Passwords.LENGTH_MAX) String password,

            @Nullable @Size(max = BackfillTokens.LENGTH_MAX) String backfillToken,

            @Nullable @Size(min = 1, max = RegistryConfig.PLAYERS_LIMIT)
            List<@NotNull PlayerId> players) {}

    /**
     * A place in a session, as who has it sees it.
     *
     * @param endpoint {@code address:port}
     * @param slot null where the caller has no seat of their own
     * @param joinToken for one handshake; null where the caller has no seat of their own, or the session is over
     * @param reservedUntil how long the seat is kept for one who does not come
     * @param queuedMillis how long the request waited for a slot
     * @param explanation what became of each server, as it looked before the session was made; where that was asked
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SeatView(
            String gameSimId,
            String simId,
            GameSessionState state,
            String address,
            int port,
            @Nullable Integer spectatorPort,
            String endpoint,
            String joinCode,
            @Nullable Integer slot,
            @Nullable SeatRole role,
            @Nullable String joinToken,
            @Nullable Instant reservedUntil,
            List<PlayerView> players,
            long queuedMillis,
            @Nullable List<Verdict> explanation) {}

    /** Who is in a session, or was. A seat that nobody came for is not there any more. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlayerView(
            PlayerId playerId, SeatRole role, @Nullable Integer slot, SeatState state) {
        static List<PlayerView> of(Session session, Instant now) {
            return session.seats().stream()
                    .filter(seat -> seat.state() != SeatState.RESERVED || seat.isHeld(now))
                    .map(seat -> new PlayerView(
                            seat.playerId(), seat.role(), seat.isHeldPlayer(now) ? seat.slot() : null, seat.state()))
                    .toList();
        }
    }

    /**
     * A session.
     *
     * @param joinCode told to those who have a seat
     * @param progress what its server said last
     * @param results once it is over
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SessionView(
            String gameSimId,
            String simId,
            GameSessionState state,
            String region,
            String build,
            String map,
            Map<String, String> labels,
            int playersMax,
            int freeSlots,
            boolean isPrivate,
            boolean hasPassword,
            @Nullable String joinCode,
            List<PlayerView> players,
            Map<String, String> progress,
            Instant createdAt,
            @Nullable Instant endedAt,
            @Nullable String reason,
            @Nullable String checksum,
            @Nullable List<PlayerResult> results) {
        /** @param isInside whether the one who looks may know the code */
        static SessionView of(Session session, Instant now, boolean isInside) {
            var terms = session.terms();
            var outcome = session.outcome();
            return new SessionView(
                    session.gameSimId(),
                    session.host().simId(),
                    session.state(),
                    session.host().region(),
                    session.host().build(),
                    terms.map(),
                    terms.labels(),
                    terms.playersMax(),
                    session.isClosed(now) ? 0 : session.freeSlots(now),
                    terms.isPrivate(),
                    terms.password() != null,
                    isInside && !session.isOver() ? session.joinCode() : null,
                    PlayerView.of(session, now),
                    session.progress(),
                    session.createdAt(),
                    outcome == null ? null : outcome.at(),
                    outcome == null ? null : outcome.reason(),
                    outcome == null ? null : outcome.checksum(),
                    outcome == null ? null : outcome.results());
        }
    }
}
