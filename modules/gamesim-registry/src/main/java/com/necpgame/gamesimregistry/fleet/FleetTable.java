package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.contracts.gamesimregistry.GamesimState.ALLOCATED;
import static com.necpgame.contracts.gamesimregistry.GamesimState.DRAINING;
import static com.necpgame.contracts.gamesimregistry.GamesimState.LOST;
import static com.necpgame.contracts.gamesimregistry.GamesimState.READY;
import static com.necpgame.contracts.gamesimregistry.GamesimState.UNHEALTHY;
import static com.necpgame.platform.data.Conditions.any;
import static com.necpgame.platform.data.Conditions.atLeast;
import static com.necpgame.platform.data.Conditions.eq;
import static com.necpgame.platform.data.Conditions.in;
import static com.necpgame.platform.data.Conditions.lessThan;
import static com.necpgame.platform.data.Conditions.moreThan;
import static com.necpgame.platform.data.Conditions.ne;

import com.necpgame.contracts.gamesimregistry.GamesimState;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.ItemPage;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.data.Position;
import com.necpgame.platform.data.Update;
import com.necpgame.platform.data.Write;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The fleet's part of the registry's one table.
 *
 * <pre>
 *  item      pk               sk                     attributes
 *  server    FLEET#{shard}    SIM#{simId}            epoch, state, moves, playable, used, offer, pulse, beatAt, ...
 *  ending    FLEET#{shard}    END#{simId}#{epoch}    at
 *  channel   CHANNELS         {name}                 weights, version
 *
 *  question                                       answered by
 *  what is this server?                           GetItem  FLEET#{shard} / SIM#{simId}
 *  which servers are there, which are silent?     Query    FLEET#{shard}, SIM#, for each shard
 *  whose sessions are still to be lost?           Query    FLEET#{shard}, END#, for each shard
 *  which builds does a channel have?              GetItem  CHANNELS / {name}; Query CHANNELS
 * </pre>
 *
 * <p>The shard follows from the simId. No index decides anything. A write that changes the state holds only at the count
 * of moves that was seen; slots are counted, and beats noted, without one, so that neither stands in the other's way.
 */
@Singleton
final class FleetTable {
    static final String NAME = "gamesim-registry";
    static final int SHARDS = 16;

    private final Items<Gamesim> servers;
    private final Items<Ending> endings;
    private final Items<Channel> channels;

    FleetTable(Dynamo dynamo) {
        this.servers = dynamo.items(Gamesim.class);
        this.endings = dynamo.items(Ending.class);
        this.channels = dynamo.items(Channel.class);
    }

    static String shard(String simId) {
        return name(Math.floorMod(simId.hashCode(), SHARDS));
    }

    static List<String> shards() {
        return IntStream.range(0, SHARDS).mapToObj(FleetTable::name).toList();
    }

    private static String name(int shard) {
        return shard < 10 ? "0" + shard : Integer.toString(shard);
    }

    @Nullable
    Gamesim server(String simId) {
        return servers.get(shard(simId), simId);
    }

    void eachServer(String shard, Consumer<Gamesim> action) {
        ItemPage<Gamesim> page;
        Position from = null;
        do {
            page = servers(shard, new PageOf(PageOf.LIMIT_MAX, from));
            page.items().forEach(action);
            from = page.next();
        } while (from != null);
    }

    ItemPage<Gamesim> servers(String shard, PageOf page) {
        return servers.query(shard).limit(page.limit()).from(page.from()).page();
    }

    /** Those of one shard; what is over these waits for the next call. */
    List<Ending> endings(String shard) {
        return endings.query(shard).limit(PageOf.LIMIT_MAX).list();
    }

    Write insert(Gamesim server) {
        return servers.insert(server);
    }

    /** In place of the epoch that was seen, unless that has moved since. */
    Write register(Gamesim seen, Gamesim again) {
        return servers.put(again).when(eq("epoch", seen.epoch()), eq("moves", seen.moves()));
    }

    /** Takes a slot of a playable server while one is free. From none to one is a move. */
    Write occupy(Gamesim seen) {
        return seen.used() == 0
                ? move(seen, ALLOCATED).add("used", 1).when(eq("used", 0), eq("playable", true))
                : update(seen)
                        .add("used", 1)
                        .when(
                                eq("epoch", seen.epoch()),
                                eq("state", ALLOCATED),
                                eq("playable", true),
                                lessThan("used", seen.offer().sessionsMax()));
    }

    /** Gives a slot back, whatever state the server is in. The last of an ALLOCATED server is a move. */
    Write vacate(Gamesim seen) {
        return isLast(seen)
                ? move(seen, READY).add("used", -1).when(eq("used", 1))
                : update(seen)
                        .add("used", -1)
                        .when(
                                eq("epoch", seen.epoch()),
                                atLeast("used", 1),
                                any(moreThan("used", 1), ne("state", ALLOCATED)));
    }

    static boolean isLast(Gamesim seen) {
        return seen.state() == ALLOCATED && seen.used() == 1;
    }

    /** Notes a beat that moves nothing. Sessions may come and go meanwhile. */
    Write beat(Gamesim seen, Gamesim beaten) {
        var same = in("state", alike(seen.state()));
        return pulse(update(seen), beaten).when(eq("epoch", seen.epoch()), same);
    }

    private static Object[] alike(GamesimState state) {
        return state == READY || state == ALLOCATED ? new Object[] {READY, ALLOCATED} : new Object[] {state};
    }

    /** Notes a beat that moves the server. Its slots must be as they were seen, since the state follows from them. */
    Write beatAndMove(Gamesim seen, Gamesim beaten) {
        return pulse(move(seen, beaten.state()), beaten).when(eq("used", seen.used()));
    }

    private static Update<Gamesim> pulse(Update<Gamesim> update, Gamesim beaten) {
        return update.set("beatAt", beaten.beatAt())
                .set("playable", beaten.playable())
                .set("pulse", beaten.pulse());
    }

    Write drain(Gamesim seen, Instant deadline) {
        var update = seen.state() == DRAINING
                ? update(seen).when(eq("epoch", seen.epoch()), eq("moves", seen.moves()))
                : move(seen, DRAINING);
        return update.set("drainAt", deadline);
    }

    /** Only while the server has not been heard of since. */
    Write unhealthy(Gamesim seen) {
        return move(seen, UNHEALTHY).when(eq("beatAt", seen.beatAt()));
    }

    /** Ends the epoch. The row stays for a while, to be looked at. */
    Write end(Gamesim seen, GamesimState last, Instant exp) {
        return ending(seen, last, exp);
    }

    /** Ends the epoch of a server that has not been heard of since. */
    Write lose(Gamesim seen, Instant exp) {
        return ending(seen, LOST, exp).when(eq("beatAt", seen.beatAt()));
    }

    private Update<Gamesim> ending(Gamesim seen, GamesimState last, Instant exp) {
        return move(seen, last).set("exp", exp.getEpochSecond());
    }

    private Update<Gamesim> move(Gamesim seen, GamesimState to) {
        return update(seen)
                .set("state", to)
                .set("moves", seen.moves() + 1)
                .when(eq("epoch", seen.epoch()), eq("moves", seen.moves()));
    }

    private Update<Gamesim> update(Gamesim seen) {
        return servers.update(seen.shard(), seen.simId());
    }

    Write begin(Ending ending) {
        return endings.put(ending);
    }

    Write finish(Ending ending) {
        return endings.delete(ending.shard(), ending.simId(), ending.epoch());
    }

    @Nullable
    Channel channel(String name) {
        return channels.get(name);
    }

    List<Channel> channels() {
        return channels.query().list();
    }

    Write insert(Channel channel) {
        return channels.insert(channel);
    }

    /** In place of the version that was seen. */
    Write replace(Channel channel) {
        return channels.replace(channel);
    }
}
