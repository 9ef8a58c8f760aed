package com.necpgame.voice;

import static com.necpgame.voice.VoiceProblem.TOO_MANY_CONNECTIONS;

import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.platform.runtime.store.Node;
import com.necpgame.platform.runtime.transaction.Transactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The record of the connections that are open: whose they are, in whichever process they are held. */
@Singleton
public final class OpenConnections implements Visits {
    /** A seat is lost to another connection of the same player, which are few. */
    private static final int TRIES_PER_SEAT = 2;

    private final DoorTable table;
    private final Transactions transactions;
    private final Connections connections;
    private final Node node;
    private final Clock clock;
    private final int seatsMax;
    private final Duration time;
    private final Set<String> here = ConcurrentHashMap.newKeySet();

    OpenConnections(
            DoorTable table,
            Transactions transactions,
            Connections connections,
            Node node,
            Clock clock,
            VoiceConfig config,
            DoorConfig door,
            MeterRegistry meters) {
        this.table = table;
        this.transactions = transactions;
        this.connections = connections;
        this.node = node;
        this.clock = clock;
        this.seatsMax = config.connectionsPerPlayerMax();
        this.time = door.connectionTimeMax();
        Gauge.builder("necpgame.voice.connections", here, Set::size)
                .description("Connections that this process holds")
                .register(meters);
    }

    /** Before every other feature: they look connections up. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /** The connection's record, or null if it is gone. */
    public @Nullable ConnectionRow find(String connectionId) {
        return table.connection(connectionId);
    }

    @Override
    public void opened(Visitor visitor) {
        for (int tries = 0; tries < seatsMax * TRIES_PER_SEAT; tries++) {
            var seat = freeSeat(visitor.playerId());
            if (seat < 0) {
                throw TOO_MANY_CONNECTIONS.refuse();
            }
            if (sits(visitor, seat)) {
                if (connections.areHere()) {
                    here.add(visitor.connectionId());
                }
                return;
            }
        }
        throw TOO_MANY_CONNECTIONS.refuse();
    }

    /** The lowest, or -1 if there is none. */
    private int freeSeat(String playerId) {
        var now = clock.instant().getEpochSecond();
        var taken = table.seats(playerId).stream()
                .filter(seat -> seat.exp() > now)
                .map(SeatRow::seat)
                .collect(Collectors.toSet());
        return IntStream.range(0, seatsMax)
                .filter(seat -> !taken.contains(seat))
                .findFirst()
                .orElse(-1);
    }

    private boolean sits(Visitor visitor, int seat) {
        var exp = visitor.connectedAt().plus(time).getEpochSecond();
        var row = new ConnectionRow(
                visitor.connectionId(),
                visitor.connectedAt(),
                visitor.domain(),
                visitor.stage(),
                visitor.playerId(),
                seat,
                node.name(),
                DoorTable.shard(visitor.connectionId()),
                exp);
        try {
            transactions.commit(
                    table.take(
                                    new SeatRow(visitor.playerId(), seat, visitor.connectionId(), exp),
                                    clock.instant().getEpochSecond())
                            .otherwise(SeatTaken::new),
                    table.insert(row));
            return true;
        } catch (SeatTaken e) {
            return false;
        }
    }

    @Override
    public void closed(String connectionId) {
        here.remove(connectionId);
        var row = table.connection(connectionId);
        if (row == null) {
            return;
        }
        try {
            transactions.commit(
                    table.delete(row).otherwise(Gone::new), table.leave(row).otherwise(SeatTaken::new));
        } catch (SeatTaken e) {
            transactions.commit(table.delete(row).otherwise(Gone::new));
        } catch (Gone e) {
            // Closed by another, too.
        }
    }

    private static final class SeatTaken extends RuntimeException {
        SeatTaken() {
            super("another connection has the seat", null, false, false);
        }
    }

    private static final class Gone extends RuntimeException {
        Gone() {
            super("the connection is gone", null, false, false);
        }
    }
}
