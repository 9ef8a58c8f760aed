package com.necpgame.voice.room;

import static com.necpgame.voice.VoiceProblem.MEMBER_NOT_FOUND;
import static com.necpgame.voice.VoiceProblem.NOT_A_MODERATOR;

import com.necpgame.platform.runtime.Ids;
import com.necpgame.platform.runtime.transaction.Idempotency;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What moderators do to others. Every deed is written down in the transaction that it takes effect in. */
@Singleton
final class Moderation {
    /** So many connections of one player, with two rows each, are put out in one transaction. */
    private static final int PUT_OUT_MAX = 40;

    private final RoomTable table;
    private final Rosters rosters;
    private final Exits exits;
    private final Ids ids;
    private final Clock clock;

    Moderation(RoomTable table, Rosters rosters, Exits exits, Ids ids, Clock clock) {
        this.table = table;
        this.rosters = rosters;
        this.exits = exits;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Who moderates.
     *
     * @param id a player, or an operator's subject
     * @param isOperator may moderate everybody everywhere
     */
    record Moderator(String id, boolean isOperator) {}

    /**
     * What is to be done.
     *
     * @param lasting how long a ban holds; null for ever
     */
    record Order(
            String room,
            String playerId,
            Deed deed,
            @Nullable Duration lasting,
            @Nullable String reason) {}

    /**
     * What was done.
     *
     * @param finished false where more connections are to be put out than one transaction takes
     */
    private record Outcome(List<Member> out, boolean finished) {}

    void moderate(Moderator moderator, Order order) {
        moderate(moderator, order, null, null);
    }

    /** @param answer what a request is told that is sent again */
    void moderate(Moderator moderator, Order order, @Nullable Idempotency once, @Nullable Object answer) {
        Outcome outcome;
        do {
            outcome = rosters.change(order.room(), draft -> plan(draft, moderator, order, once, answer));
            exits.told(outcome.out, order.reason(), order.deed() == Deed.BAN);
        } while (!outcome.finished);
    }

    private Outcome plan(
            Draft draft, Moderator moderator, Order order, @Nullable Idempotency once, @Nullable Object answer) {
        requireModerator(moderator, draft.seen());
        if (draft.seen().room().isOwner(order.playerId()) && !moderator.isOperator()) {
            throw NOT_A_MODERATOR.refuse("whoever made the room is moderated by operators only");
        }
        var present = draft.seen().of(order.playerId());
        var isPutOut = order.deed() == Deed.KICK || order.deed() == Deed.BAN;
        if (isPutOut && present.size() > PUT_OUT_MAX) {
            var some = present.subList(0, PUT_OUT_MAX);
            some.forEach(draft::exit);
            return new Outcome(some, false);
        }
        if (once != null && answer != null) {
            draft.writeFirst(once.answer(answer));
        }
        var until = effect(draft, order, present);
        draft.write(table.record(entry(moderator, order, until)));
        return new Outcome(isPutOut ? present : List.of(), true);
    }

    /** @return when it ends; null where it does not */
    private @Nullable Instant effect(Draft draft, Order order, List<Member> present) {
        var standing = table.standing(order.room(), order.playerId());
        if (order.deed() == Deed.UNBAN ? !standing.isBanned(now()) : order.deed() != Deed.BAN && present.isEmpty()) {
            throw MEMBER_NOT_FOUND.refuse();
        }
        switch (order.deed()) {
            case KICK -> present.forEach(draft::exit);
            case BAN -> {
                var until = order.lasting() == null ? Standing.FOREVER : now().plus(order.lasting());
                present.forEach(draft::exit);
                draft.write(table.put(standing.banned(until)));
                return until.equals(Standing.FOREVER) ? null : until;
            }
            case UNBAN -> draft.write(table.put(standing.banned(null)));
            case MUTE, UNMUTE -> {
                var after = standing.gagged(order.deed() == Deed.MUTE);
                draft.write(table.put(after));
                present.forEach(each -> draft.alter(each.with(after)));
            }
            case MODERATOR, MEMBER -> {
                var role = order.deed() == Deed.MODERATOR ? Role.MODERATOR : Role.MEMBER;
                draft.write(table.put(standing.as(role)));
                present.stream()
                        .filter(each -> role == Role.MODERATOR || each.isModerator())
                        .forEach(each -> draft.alter(each.as(role)));
            }
        }
        return null;
    }

    private AuditEntry entry(Moderator moderator, Order order, @Nullable Instant until) {
        return new AuditEntry(
                order.room(),
                ids.next("deed"),
                moderator.id(),
                order.playerId(),
                order.deed(),
                order.reason(),
                until,
                now());
    }

    void requireModerator(Moderator moderator, String room) {
        rosters.read(room, state -> {
            requireModerator(moderator, state);
            return room;
        });
    }

    private void requireModerator(Moderator moderator, RoomState state) {
        if (!moderator.isOperator() && !isModerator(moderator.id(), state)) {
            throw NOT_A_MODERATOR.refuse();
        }
    }

    private boolean isModerator(String playerId, RoomState state) {
        return table.standing(state.room().id(), playerId).role() == Role.MODERATOR
                || state.of(playerId).stream().anyMatch(Member::isModerator);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
