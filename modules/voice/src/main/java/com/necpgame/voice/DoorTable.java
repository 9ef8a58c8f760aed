package com.necpgame.voice;

import static com.necpgame.platform.data.Conditions.absent;
import static com.necpgame.platform.data.Conditions.any;
import static com.necpgame.platform.data.Conditions.atMost;
import static com.necpgame.platform.data.Conditions.eq;
import static com.necpgame.platform.data.Conditions.exists;
import static com.necpgame.platform.data.Conditions.moreThan;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.data.Write;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in, in the table of voice.
 *
 * <pre>
 *  item        pk                         sk      attributes
 *  connection  CONNECTION#{connectionId}  -       connectedAt, domain, stage, playerId, seat, node, shard, exp
 *  seat        SEATS#{playerId}           {seat}  connectionId, exp
 *  ticket      TICKET#{hash}              -       playerId, validUntil, exp
 *  notice      TOLD#{what}                -
 *
 *  question                               answered by
 *  whose is this connection?              GetItem  CONNECTION#{connectionId}
 *  which seats of a player are taken?     Query    SEATS#{playerId}
 *  which connections are open, and old?   Query    index open, OPEN#{shard}, oldest first
 * </pre>
 *
 * <p>A connection and its seat come and go in one transaction.
 */
@Singleton
final class DoorTable {
    static final String NAME = "voice";
    private static final int SHARDS = 8;

    private final Items<ConnectionRow> connections;
    private final Items<SeatRow> seats;
    private final Items<TicketRow> tickets;
    private final Items<NoticeRow> notices;

    DoorTable(Dynamo dynamo) {
        this.connections = dynamo.items(ConnectionRow.class);
        this.seats = dynamo.items(SeatRow.class);
        this.tickets = dynamo.items(TicketRow.class);
        this.notices = dynamo.items(NoticeRow.class);
    }

    static int shard(String connectionId) {
        return Math.floorMod(connectionId.hashCode(), SHARDS);
    }

    @Nullable
    ConnectionRow connection(String connectionId) {
        return connections.get(connectionId);
    }

    /** Those that opened before, as far as the index has caught up. */
    void eachOpenedBefore(Instant time, Consumer<ConnectionRow> action) {
        for (int shard = 0; shard < SHARDS; shard++) {
            var page = connections.query(shard).index("open").before(time).page();
            while (!page.items().isEmpty()) {
                page.items().forEach(action);
                if (page.next() == null) {
                    break;
                }
                page = connections
                        .query(shard)
                        .index("open")
                        .before(time)
                        .from(page.next())
                        .page();
            }
        }
    }

    List<SeatRow> seats(String playerId) {
        return seats.query(playerId).list();
    }

    Write insert(ConnectionRow connection) {
        return connections.insert(connection);
    }

    /** A seat that nobody has, or whose connection ended unseen. */
    Write take(SeatRow seat, long nowSeconds) {
        return seats.put(seat).when(any(absent(), atMost("exp", nowSeconds)));
    }

    Write delete(ConnectionRow connection) {
        return connections.delete(connection.connectionId()).when(exists());
    }

    /** Unless another connection has it by now. */
    Write leave(ConnectionRow connection) {
        return seats.delete(connection.playerId(), connection.seat())
                .when(any(absent(), eq("connectionId", connection.connectionId())));
    }

    @Nullable
    TicketRow ticket(String hash) {
        return tickets.get(hash);
    }

    Write insert(TicketRow ticket) {
        return tickets.insert(ticket);
    }

    /** At most one taker gets it. */
    Write take(TicketRow ticket, Instant now) {
        return tickets.delete(ticket.hash()).when(exists(), moreThan("validUntil", now));
    }

    /** Fails for all but the first. */
    boolean isTold(String what) {
        return notices.get(what) != null;
    }

    Write tell(String what) {
        return notices.insert(new NoticeRow(what));
    }
}
