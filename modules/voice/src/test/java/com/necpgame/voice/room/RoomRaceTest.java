package com.necpgame.voice.room;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everybody comes, goes, breaks off, resumes and is put out at once. */
@ExtendWith(Seeded.class)
class RoomRaceTest {
    private static final int THREADS = 8;
    private static final int PLAYERS = 24;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Hall hall = new Hall();

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void countsAreMembersAfterSomeOperations(Seed seed) {
        countsAreMembers(seed.random("operations"), 1000);
    }

    @Test
    @Tag("soak")
    void countsAreMembersAfterTenThousandOperations(Seed seed) {
        countsAreMembers(seed.random("operations"), 10_000);
    }

    /**
     * Twenty-four players, two of whom moderate, on eight threads. When all is over, each room's count is the number of its
     * member rows, each of these is known from its connection's side, and live talk shows exactly those that are open.
     */
    private void countsAreMembers(RandomGenerator random, int operations) {
        var rooms = List.of(hall.room("team", "open"), hall.room("party", "open"), hall.room("session", "open"));
        var mia = hall.greet("mia");
        rooms.forEach(
                room -> hall.say(mia, "join", Map.of("room", room, "token", hall.token(room, "mia", "moderator"))));
        var players = new Players();
        var tasks = new ArrayList<Callable<String>>();
        for (int i = 0; i < operations; i++) {
            tasks.add(operation(
                    players, mia, random.nextInt(PLAYERS), rooms.get(random.nextInt(3)), random.nextInt(100)));
        }

        var outcomes = Concurrently.on(THREADS, LIMIT, tasks).values();

        System.out.println(outcomes.stream().collect(groupingBy(each -> each, counting())));
        assertCountsAreMembers();
        assertCastsAreMembers();
        assertThat(hall.spotlight().late).isEmpty();
        hall.server.clock().advance(Duration.ofMinutes(1));
        hall.server.bean(Departures.class).run();
        assertCountsAreMembers();
        assertThat(hall.all(Member.class)).noneMatch(Member::absent);
    }

    /** Each player's newest connection, and what it resumes with. */
    private final class Players {
        private final AtomicReferenceArray<String> connections = new AtomicReferenceArray<>(PLAYERS);
        private final AtomicReferenceArray<String> tokens = new AtomicReferenceArray<>(PLAYERS);

        String connection(int player) {
            var known = connections.get(player);
            if (known != null) {
                return known;
            }
            var opened = hall.connect("p" + player);
            if (!connections.compareAndSet(player, null, opened)) {
                hall.disconnect(opened);
                return connections.get(player) instanceof String other ? other : connection(player);
            }
            tokens.set(
                    player,
                    hall.say(opened, "hello", Map.of()).path("resumeToken").asString(""));
            return opened;
        }

        void drop(int player) {
            var known = connections.getAndSet(player, null);
            if (known != null) {
                hall.disconnect(known);
            }
        }
    }

    private Callable<String> operation(Players players, String mia, int player, String room, int dice) {
        return () -> {
            if (dice < 45) {
                return "join " + hall.outcome(players.connection(player), "join", Map.of("room", room));
            } else if (dice < 65) {
                return "leave " + hall.outcome(players.connection(player), "leave", Map.of("room", room));
            } else if (dice < 75) {
                players.drop(player);
                return "close";
            } else if (dice < 80) {
                var token = players.tokens.get(player);
                return "resume "
                        + hall.outcome(
                                players.connection(player), "hello", Map.of("resume", token == null ? "none" : token));
            } else if (dice < 85) {
                return "mute " + hall.outcome(players.connection(player), "mute", Map.of("on", dice % 2 == 0));
            }
            var deed = dice < 93 ? "kick" : dice < 96 ? "ban" : "unban";
            return deed + " "
                    + hall.outcome(mia, "moderate", Map.of("room", room, "playerId", "plr_p" + player, "deed", deed));
        };
    }

    private void assertCountsAreMembers() {
        var members = hall.all(Member.class).stream().collect(groupingBy(Member::room, counting()));
        assertThat(hall.all(Room.class))
                .allSatisfy(room -> assertThat(members.getOrDefault(room.id(), 0L))
                        .as(room.id())
                        .isEqualTo(room.memberCount()));
        assertThat(hall.all(Joined.class))
                .hasSameElementsAs(
                        hall.all(Member.class).stream().map(Joined::of).toList());
    }

    private void assertCastsAreMembers() {
        var headsets = hall.server.bean(Headsets.class);
        var expected = hall.all(Member.class).stream()
                .filter(each -> !each.absent() && headsets.find(each.connectionId()) != null)
                .collect(groupingBy(Member::room));
        assertThat(hall.spotlight().casts().keySet()).isEqualTo(expected.keySet());
        expected.forEach((room, members) -> assertThat(hall.spotlight().seated(room))
                .containsExactlyElementsOf(
                        members.stream().map(Member::connectionId).sorted().toList()));
        assertThat(hall.all(Member.class))
                .allMatch(each -> each.absent() || headsets.find(each.connectionId()) != null);
    }

    /**
     * Eight threads: a player keeps joining on three connections while one moderator kicks, bans, and at last deletes the
     * room. From when a ban is answered until it is lifted the player has no member row and no seat.
     */
    @Test
    void nobodyIsAMemberOnceTheirBanIsCommitted(Seed seed) {
        var random = seed.random("rounds");
        var seenInside = new ConcurrentLinkedQueue<String>();
        for (int round = 0; round < 5; round++) {
            var room = hall.room("party", "open");
            var connections = List.of(hall.greet("bob"), hall.greet("bob"), hall.greet("bob"));
            var tasks = new ArrayList<Callable<String>>();
            for (int i = 0; i < 40; i++) {
                var connection = connections.get(random.nextInt(3));
                tasks.add(() -> hall.outcome(connection, "join", Map.of("room", room)));
            }
            tasks.add(random.nextInt(30), () -> {
                hall.server
                        .asOperator()
                        .post(
                                "/v1/voice/rooms/" + room + "/moderation",
                                Map.of("playerId", "plr_bob", "deed", "kick"),
                                hall.fresh("key"));
                return "kick";
            });
            tasks.add(random.nextInt(30), () -> {
                hall.operator(room, "bob", "ban");
                hall.table().members(room).forEach(each -> seenInside.add(each.connectionId()));
                seenInside.addAll(hall.spotlight().seated(room));
                return "ban";
            });

            var outcomes = Concurrently.on(THREADS, LIMIT, tasks).values();

            assertThat(new TreeSet<>(outcomes)).isSubsetOf("ok", "kick", "ban", "voice/banned", "voice/not-a-member");
            assertThat(hall.table().members(room)).isEmpty();
            connections.forEach(hall::disconnect);
        }
        assertThat(seenInside).isEmpty();
    }

    /** No lock of this process helps here: the room's version does. */
    @Test
    void norWhereAnotherProcessBans() {
        try (var another = hall.another()) {
            for (int round = 0; round < 5; round++) {
                var room = hall.room("party", "open");
                var bob = hall.greetIn("bob", room);
                var tasks = new ArrayList<Callable<String>>();
                for (int i = 0; i < 30; i++) {
                    var action = i % 2 == 0 ? "leave" : "join";
                    tasks.add(() -> hall.outcome(bob, action, Map.of("room", room)));
                }
                tasks.add(15, () -> {
                    another.asOperator()
                            .post(
                                    "/v1/voice/rooms/" + room + "/moderation",
                                    Map.of("playerId", "plr_bob", "deed", "ban"),
                                    hall.fresh("key"))
                            .isCreated();
                    return "ban";
                });

                var outcomes = Concurrently.on(THREADS, LIMIT, tasks).values();

                assertThat(new TreeSet<>(outcomes)).isSubsetOf("ok", "ban", "voice/banned", "voice/not-a-member");
                assertThat(hall.table().members(room)).isEmpty();
                hall.disconnect(bob);
            }
            assertCountsAreMembers();
        }
    }

    /** Joins run into a deletion: whoever came in was put out, and nothing of the room stays. */
    @Test
    void nobodyStaysInARoomThatIsDeleted() {
        for (int round = 0; round < 5; round++) {
            var room = hall.room("party", "open");
            var connections = new ArrayList<String>();
            for (int i = 0; i < 12; i++) {
                connections.add(hall.greet("p" + i));
            }
            var tasks = new ArrayList<Callable<String>>();
            connections.forEach(each -> tasks.add(() -> hall.outcome(each, "join", Map.of("room", room))));
            tasks.add(6, () -> {
                hall.server.asOperator().delete("/v1/voice/rooms/" + room).isNoContent();
                return "delete";
            });

            var outcomes = Concurrently.on(THREADS, LIMIT, tasks).values();

            assertThat(new TreeSet<>(outcomes))
                    .isSubsetOf("ok", "delete", "voice/room-not-found", "voice/not-a-member");
            assertThat(hall.table().room(room)).isNull();
            assertThat(hall.table().members(room)).isEmpty();
            assertThat(hall.spotlight().casts()).doesNotContainKey(room);
            connections.forEach(each -> assertThat(hall.rooms(each)).containsExactly(Membership.LOBBY));
            connections.forEach(hall::disconnect);
        }
        assertCountsAreMembers();
    }
}
