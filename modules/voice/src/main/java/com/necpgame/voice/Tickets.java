package com.necpgame.voice;

import static com.necpgame.voice.VoiceProblem.TICKET_INVALID;

import com.necpgame.contracts.PlayerId;
import com.necpgame.platform.runtime.transaction.Transactions;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Socket tickets: what a browser, which cannot set headers, shows in place of key and token. Each opens one connection. */
@Singleton
final class Tickets {
    private static final int BYTES = 24;

    private final DoorTable table;
    private final Transactions transactions;
    private final RandomGenerator random;
    private final Clock clock;
    private final Duration time;

    Tickets(DoorTable table, Transactions transactions, RandomGenerator random, Clock clock, DoorConfig config) {
        this.table = table;
        this.transactions = transactions;
        this.random = random;
        this.clock = clock;
        this.time = config.ticketTime();
    }

    Duration time() {
        return time;
    }

    String issue(PlayerId player) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var until = clock.instant().plus(time);
        transactions.commit(
                table.insert(new TicketRow(hash(ticket), player.value(), until, until.getEpochSecond() + 1)));
        return ticket;
    }

    /**
     * The player's id; the ticket is used up.
     *
     * @throws com.necpgame.platform.runtime.problem.Refusal if it is unknown, used or out of date
     */
    String use(String ticket) {
        var found = table.ticket(hash(ticket));
        if (found == null) {
            throw TICKET_INVALID.refuse();
        }
        transactions.commit(table.take(found, clock.instant()).otherwise(TICKET_INVALID));
        return found.playerId();
    }

    private static String hash(String ticket) {
        return HexFormat.of().formatHex(sha256(ticket.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
