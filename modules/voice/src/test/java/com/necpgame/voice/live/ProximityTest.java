package com.necpgame.voice.live;

import static com.necpgame.voice.live.Hall.seat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import com.necpgame.voice.live.Cast.RoomType;
import com.necpgame.voice.live.Cast.Seat;
import com.necpgame.voice.live.Positions.Point;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(Seeded.class)
class ProximityTest {
    private final Hall hall = new Hall();
    private final Map<String, Point> points = new HashMap<>();

    @AfterEach
    void close() {
        hall.close();
    }

    private void seats(String... names) {
        hall.seats(RoomType.PROXIMITY, Stream.of(names).map(Hall::seat).toArray(Seat[]::new));
    }

    /** On a line. */
    private void stands(String name, double x) {
        points.put("plr_" + name, new Point(x, 0, 0));
        hall.live.place(Hall.ROOM, points);
    }

    private Set<String> heardOf(String... names) {
        for (var name : names) {
            hall.says(name);
        }
        var heard = new TreeSet<String>();
        for (var frame : hall.heard.frames("zoe")) {
            heard.add(String.valueOf((char) (frame[4] & 0xFF)));
        }
        return heard;
    }

    /** Else everybody in a room of any type would ask for slots anew after {@link LiveConfig#positionsMax}. */
    @Test
    void onlyPositionsGrowOld() {
        assertThat(Whereabouts.UNKNOWN.isOlderThan(Duration.ZERO, Long.MAX_VALUE))
                .isFalse();
        var known = new Whereabouts(Map.of("plr_a", new Point(0, 0, 0)), 1, 0);
        assertThat(known.isOlderThan(Duration.ofNanos(5), 5)).isFalse();
        assertThat(known.isOlderThan(Duration.ofNanos(5), 6)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "30, true", "30.1, false", "-30, true", "-30.1, false", "1e300, false"})
    void voicesCarryThirtyUnits(double distance, boolean heard) {
        seats("a", "zoe");
        stands("zoe", 0);
        stands("a", distance);

        assertThat(!heardOf("a").isEmpty()).isEqualTo(heard);
    }

    @Test
    void whoIsHeardIsHeardATenthFurther() {
        seats("a", "zoe");
        stands("zoe", 0);
        stands("a", 31);
        assertThat(heardOf("a")).isEmpty();
        stands("a", 29);
        assertThat(heardOf("a")).isNotEmpty();
        stands("a", 32.9);
        assertThat(heardOf("a")).isNotEmpty();
        stands("a", 33.1);
        assertThat(heardOf("a")).isEmpty();
        stands("a", 31);
        assertThat(heardOf("a")).as("lost, and not yet near").isEmpty();
    }

    @Test
    void whoIsNotPlacedIsNotHeardNorAfterFiveSeconds() {
        seats("a", "zoe");
        assertThat(heardOf("a")).isEmpty();
        stands("zoe", 0);
        assertThat(heardOf("a")).isEmpty();
        stands("a", 1);
        assertThat(heardOf("a")).isNotEmpty();
        hall.passes(5_000);
        assertThat(heardOf("a")).isNotEmpty();
        hall.passes(1);
        assertThat(heardOf("a")).isEmpty();
        stands("a", 1);
        assertThat(heardOf("a")).isNotEmpty();
    }

    @Test
    void sixAreHeardAndWhoIsNearerTakesTheFarthestsSlot() {
        seats("a", "b", "c", "d", "e", "f", "g", "zoe");
        stands("zoe", 0);
        for (int i = 0; i < 6; i++) {
            stands(String.valueOf((char) ('a' + i)), 10 + i);
        }
        stands("g", 14);
        assertThat(heardOf("a", "b", "c", "d", "e", "f", "g"))
                .as("nearer than f by less than a tenth")
                .doesNotContain("g")
                .hasSize(6);

        stands("g", 13);
        assertThat(heardOf("g")).containsExactly("g");
        assertThat(heardOf("a", "b", "c", "d", "e", "f")).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void amongThoseAboutAsNearTheLoudestAreHeard() {
        seats("a", "b", "c", "d", "e", "f", "g", "zoe");
        stands("zoe", 0);
        for (var name : new String[] {"a", "b", "c", "d", "e", "f"}) {
            stands(name, 10);
        }
        stands("g", 10.5);
        for (int i = 0; i < 6; i++) {
            heardOf("a", "b", "c", "d", "e", "f");
            hall.says("g", -13);
            hall.passes(20);
        }
        hall.says("g", -13);
        assertThat(heardOf()).containsExactly("g");
    }

    @Test
    void aRoomMayCarryFurther() {
        hall.opens("a", "zoe");
        hall.live.show(new Cast(
                Hall.ROOM,
                Hall.ALIAS,
                50,
                RoomType.PROXIMITY,
                Cast.Recording.OFF,
                List.of(seat("a"), seat("zoe")),
                new Cast.Earshot(100, 0)));
        stands("zoe", 0);
        stands("a", 100);
        hall.live.accept("a", Sound.frame(Sound.OPUS, Hall.ALIAS, 1, 0, Sound.opus(60, true)));
        assertThat(hall.heard.frames("zoe")).hasSize(1);
        stands("a", 100.5);
        hall.live.accept("a", Sound.frame(Sound.OPUS, Hall.ALIAS, 2, 0, Sound.opus(60, true)));
        assertThat(hall.heard.frames("zoe")).isEmpty();
    }

    @Test
    void theGridMissesNobody(Seed seed) {
        var random = seed.random("positions");
        for (int round = 0; round < 50; round++) {
            double width = random.nextDouble(1, 50);
            var placed = new HashMap<String, Point>();
            for (int i = 0; i < 200; i++) {
                placed.put(
                        "p" + i,
                        new Point(
                                random.nextDouble(-100, 100),
                                random.nextDouble(-100, 100),
                                random.nextDouble(-100, 100)));
            }
            var where = new Whereabouts(placed, width, 0);
            for (var one : placed.keySet()) {
                assertThat(where.around(one))
                        .doesNotHaveDuplicates()
                        .containsAll(placed.keySet().stream()
                                .filter(other -> where.distance(one, other) <= width)
                                .toList());
            }
        }
    }

    /** Of up to six who talk, each is heard if they are near, from frame to frame, wherever all go. */
    @Test
    void isAsTheDistancesSay(Seed seed) {
        var random = seed.random("walk");
        String[] names = {"a", "b", "c", "d", "e", "f"};
        seats("a", "b", "c", "d", "e", "f", "zoe");
        var near = new TreeSet<String>();
        for (int step = 0; step < 2_000; step++) {
            points.put("plr_zoe", new Point(0, 0, 0));
            for (var name : names) {
                points.put("plr_" + name, new Point(random.nextDouble(20, 36), random.nextDouble(-5, 5), 0));
            }
            hall.live.place(Hall.ROOM, points);
            for (var name : names) {
                var point = requireNonNull(points.get("plr_" + name));
                double limit = near.contains(name) ? 33 : 30;
                if (Math.hypot(point.x(), point.y()) <= limit) {
                    near.add(name);
                } else {
                    near.remove(name);
                }
            }
            assertThat(heardOf(names)).as("step %d", step).isEqualTo(near);
            hall.passes(20);
        }
    }
}
