package com.necpgame.gamesimregistry.session;

import static com.necpgame.platform.data.Conditions.atMost;
import static com.necpgame.platform.data.Conditions.eq;

import com.necpgame.contracts.PlayerId;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.ItemPage;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.data.Position;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.transaction.Replanning;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The sessions' part of the registry's one table.
 *
 * <pre>
 *  item         pk                      sk                  attributes
 *  session      SES#{gameSimId}         SES                 state, host, terms, seats, seq, outcome, version, exp, ...
 *  happenings   SES#{gameSimId}         EVENTS#{seq}        at, events, exp
 *  hosted       SIM#{simId}#{epoch}     SES#{gameSimId}
 *  listed       OPEN#{stage}#{shard}    {gameSimId}         region, labels, isPrivate, claimBy
 *  join code    CODE#{code}             -                   gameSimId
 *  allocation   ALLOC#{caller}          {allocationId}      fingerprint, gameSimId, exp
 *  player's     P#{playerId}            SESSIONS            gameSimIds, version
 *  waiter       QUEUE                   {id}                wish, leaseUntil
 *
 *  question                                            answered by
 *  what is this session, and who is in it?             GetItem  SES#{gameSimId} / SES
 *  what happened in it?                                Query    SES#{gameSimId}, EVENTS#
 *  which session has this code?                        GetItem  CODE#{code} / -
 *  was this asked for already?                         GetItem  ALLOC#{caller} / {allocationId}
 *  which sessions hold slots of a server?              Query    SIM#{simId}#{epoch}, SES#
 *  which sessions can be joined?                       Query    OPEN#{stage}#{shard}, then BatchGetItem of the sessions
 *  which sessions has nobody claimed in time?          Query    OPEN#UNCLAIMED#{shard}, for each shard
 *  which sessions is a player in?                      GetItem  P#{playerId} / SESSIONS, then BatchGetItem
 *  who waits for a slot, and who came first?           Query    QUEUE
 * </pre>
 *
 * <p>Whoever changes a session replaces its row at the version that they saw: so no slot of it is given twice, and one only
 * of those who end it does. The rows hosted, listed and join code are there exactly while the session is not over.
 */
@Singleton
final class SessionTable {
    static final String NAME = "gamesim-registry";

    static final int SHARDS = 8;
    static final int ID_LENGTH_MAX = 64;

    private final Items<Session> sessions;
    private final Items<Happenings> happenings;
    private final Items<Hosted> hosted;
    private final Items<Listed> listed;
    private final Items<JoinCode> codes;
    private final Items<Allocation> allocations;
    private final Items<PlayerSessions> players;

    SessionTable(Dynamo dynamo) {
        this.sessions = dynamo.items(Session.class);
        this.happenings = dynamo.items(Happenings.class);
        this.hosted = dynamo.items(Hosted.class);
        this.listed = dynamo.items(Listed.class);
        this.codes = dynamo.items(JoinCode.class);
        this.allocations = dynamo.items(Allocation.class);
        this.players = dynamo.items(PlayerSessions.class);
    }

    static String shard(String gameSimId) {
        return shardName(Math.floorMod(gameSimId.hashCode(), SHARDS));
    }

    static List<String> shards() {
        return IntStream.range(0, SHARDS).mapToObj(SessionTable::shardName).toList();
    }

    private static String shardName(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    @Nullable
    Session session(String gameSimId) {
        return sessions.get(gameSimId);
    }

    List<Session> sessions(Collection<String> gameSimIds) {
        return sessions.getAll(gameSimIds.stream().map(sessions::key).toList());
    }

    ItemPage<Happenings> happenings(String gameSimId, PageOf page) {
        return happenings.query(gameSimId).limit(page.limit()).from(page.from()).page();
    }

    /** @param limit of a query; a server holds fewer */
    List<String> hosted(String simId, long epoch, int limit) {
        return hosted.query(simId, epoch).limit(limit).list().stream()
                .map(Hosted::gameSimId)
                .toList();
    }

    ItemPage<Listed> listed(Listed.Stage stage, String shard, PageOf page) {
        return listed.query(stage, shard)
                .filter(eq("isPrivate", false))
                .limit(page.limit())
                .from(page.from())
                .page();
    }

    /** A row of it, as a place in the list. */
    Position place(Listed row) {
        return Position.behind(listed.key(row.stage(), row.shard(), row.gameSimId()));
    }

    /** Whether a place is in this part of the list. */
    boolean isIn(Listed.Stage stage, String shard, Position place) {
        return place.partition().equals(listed.key(stage, shard, "any").partition());
    }

    /** Of one shard, in pages: those that nobody has claimed by then. */
    ItemPage<Listed> unclaimed(String shard, Instant by, PageOf page) {
        return listed.query(Listed.Stage.UNCLAIMED, shard)
                .filter(atMost("claimBy", by))
                .limit(page.limit())
                .from(page.from())
                .page();
    }

    @Nullable
    JoinCode code(String code) {
        return codes.get(code);
    }

    @Nullable
    Allocation allocation(String caller, String allocationId) {
        return allocations.get(caller, allocationId);
    }

    PlayerSessions of(PlayerId player) {
        var found = players.get(player);
        return found == null ? PlayerSessions.none(player) : found;
    }

    Write insert(Allocation allocation) {
        return allocations.insert(allocation);
    }

    Write insert(Session session) {
        return sessions.insert(session);
    }

    /** Only at the version that the session was seen at. */
    Write replace(Session session) {
        return sessions.replace(session).otherwise(Replanning.Changed::new);
    }

    Write insert(Hosted row) {
        return hosted.insert(row);
    }

    Write delete(Hosted row) {
        return hosted.delete(row.simId(), row.epoch(), row.gameSimId());
    }

    Write put(Listed row) {
        return listed.put(row);
    }

    Write delete(Listed row) {
        return listed.delete(row.stage(), row.shard(), row.gameSimId());
    }

    /** Only while no other session has the code. */
    Write insert(JoinCode code) {
        return codes.insert(code);
    }

    Write delete(JoinCode code) {
        return codes.delete(code.code()).when(eq("gameSimId", code.gameSimId()));
    }

    Write insert(Happenings row) {
        return happenings.insert(row);
    }

    /** Only at the version that the player's row was seen at. */
    Write store(PlayerSessions seen, PlayerSessions changed) {
        var write = seen.isStored() ? players.replace(changed) : players.insert(changed);
        return write.otherwise(Replanning.Changed::new);
    }
}
