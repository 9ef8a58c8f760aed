package com.necpgame.economy;

import com.necpgame.contracts.PlayerId;
import com.necpgame.economy.Entry.Kind;
import com.necpgame.economy.SystemEntry.Account;
import com.necpgame.platform.data.Write;
import com.necpgame.platform.runtime.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Writes the two sides of a movement into the ledger: what goes out on one comes in on the other. */
@Singleton
final class Sides {
    private final LedgerTable table;
    private final Ids ids;
    private final Clock clock;

    Sides(LedgerTable table, Ids ids, Clock clock) {
        this.table = table;
        this.ids = ids;
        this.clock = clock;
    }

    /** A movement with an id of this type, now. */
    Move next(String type) {
        return new Move(ids.next(type), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** One movement: its id, which both sides carry, and its time. */
    final class Move {
        private final String id;
        private final Instant at;

        private Move(String id, Instant at) {
            this.id = id;
            this.at = at;
        }

        String id() {
            return id;
        }

        Instant at() {
            return at;
        }

        Write in(Kind kind, PlayerId player, Money money, String counterpart, @Nullable String reason) {
            return entry(kind, player, money.currency(), money.amount(), counterpart, reason);
        }

        Write out(Kind kind, PlayerId player, Money money, String counterpart, @Nullable String reason) {
            return entry(kind, player, money.currency(), -money.amount(), counterpart, reason);
        }

        Write to(Account account, PlayerId player, Money money) {
            return entry(account, player, money.currency(), money.amount());
        }

        Write from(Account account, PlayerId player, Money money) {
            return entry(account, player, money.currency(), -money.amount());
        }

        private Write entry(
                Kind kind, PlayerId player, String currency, long amount, String counterpart, @Nullable String reason) {
            return table.entry(
                    new Entry(player.value(), ids.next(), id, kind, currency, amount, counterpart, reason, at));
        }

        private Write entry(Account account, PlayerId player, String currency, long amount) {
            return table.entry(new SystemEntry(
                    account, currency, SystemEntry.shard(id), ids.next(), id, player.value(), amount, at));
        }
    }
}
