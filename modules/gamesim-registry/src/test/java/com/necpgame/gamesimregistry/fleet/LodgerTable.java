package com.necpgame.gamesimregistry.fleet;

import static com.necpgame.platform.data.Conditions.eq;

import com.necpgame.contracts.gamesimregistry.GameSessionState;
import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.Ids;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.transaction.Replanning.Changed;
import com.necpgame.platform.runtime.transaction.Transactions;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Sessions that are nothing but a row and a slot, over the real table: what holds slots where only the fleet is tested. */
@Primary
@Singleton
@Requires(property = Yard.SWITCH)
final class LodgerTable implements Tenants {
    private static final int PLANS_MAX = 1000;

    /** How often a session was lost in this process. */
    final AtomicInteger losses = new AtomicInteger();

    private final Items<Lodger> lodgers;
    private final Slots slots;
    private final Placement placement;
    private final Transactions transactions;
    private final Ids ids;

    LodgerTable(Dynamo dynamo, Slots slots, Placement placement, Transactions transactions, Ids ids) {
        this.lodgers = dynamo.items(Lodger.class);
        this.slots = slots;
        this.placement = placement;
        this.transactions = transactions;
        this.ids = ids;
    }

    /** Takes a slot, or null if there is none: what a session does that is created. */
    @Nullable
    Lodger moveIn(Wish wish) {
        for (int plan = 0; plan < PLANS_MAX; plan++) {
            var server = placement.choose(wish);
            if (server == null) {
                return null;
            }
            try {
                return moveIn(server);
            } catch (Changed e) {
                placement.missed(server);
            }
        }
        throw new AssertionError("no plan held");
    }

    /** Takes a slot of this server. */
    Lodger moveIn(Gamesim server) {
        var lodger = new Lodger(server.simId(), server.epoch(), ids.next("ses"), GameSessionState.ALLOCATED);
        var writes = new ArrayList<Write>(slots.occupy(server));
        writes.add(lodgers.insert(lodger));
        transactions.commit(writes);
        placement.occupied(server);
        return lodger;
    }

    void moveOut(Lodger lodger) {
        end(lodger, GameSessionState.ENDED);
    }

    @Override
    public List<Held> held(String simId, long epoch) {
        return living(simId, epoch).stream()
                .map(each -> new Held(each.id(), each.state()))
                .toList();
    }

    @Override
    public void lose(String simId, long epoch) {
        for (var each : living(simId, epoch)) {
            if (end(each, GameSessionState.LOST)) {
                losses.incrementAndGet();
            }
        }
    }

    private List<Lodger> living(String simId, long epoch) {
        return lodgers.query(simId, epoch)
                .filter(eq("state", GameSessionState.ALLOCATED))
                .list();
    }

    /** Whether it was this call that ended it. */
    private boolean end(Lodger lodger, GameSessionState state) {
        for (int plan = 0; plan < PLANS_MAX; plan++) {
            var writes = new ArrayList<Write>();
            writes.add(lodgers.update(lodger.simId(), lodger.epoch(), lodger.id())
                    .set("state", state)
                    .when(eq("state", GameSessionState.ALLOCATED))
                    .otherwise(Over::new));
            writes.addAll(slots.vacate(lodger.simId(), lodger.epoch()));
            try {
                transactions.commit(writes);
                return true;
            } catch (Over e) {
                return false;
            } catch (Changed | Refusal e) {
                continue;
            }
        }
        throw new AssertionError("no plan held");
    }

    private static final class Over extends RuntimeException {
        Over() {
            super("over", null, false, false);
        }
    }
}
