package com.necpgame.voice.live;

import static com.necpgame.voice.live.Hall.seat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import com.necpgame.voice.live.Cast.Recording;
import com.necpgame.voice.live.Cast.RoomType;
import com.necpgame.voice.live.Cast.Seat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Seeded.class)
class SelectionTest {
    private static final int STEPS = 3_000;
    /** In dBFS: what is under -60 is silence, and asks for nothing. */
    private static final int QUIETEST = -55;

    private static final String LISTENER = "zoe";

    private final Hall hall = new Hall();

    @AfterEach
    void close() {
        hall.close();
    }

    /** Of {@code a} to {@code n}, so many. */
    private static String[] speakers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.valueOf((char) ('a' + i)))
                .toArray(String[]::new);
    }

    private void seats(String... names) {
        hall.seats(Stream.concat(Stream.of(names), Stream.of(LISTENER))
                .map(Hall::seat)
                .toArray(Seat[]::new));
    }

    private static Seat priority(String name) {
        return new Seat(name, "plr_" + name, Hall.ssrc(name), true, true, true, true, false, true, Set.of());
    }

    /** Each says 20 ms at once. @return who of them is heard */
    private Set<String> heardOf(double decibels, String... names) {
        for (var name : names) {
            hall.says(name, decibels);
        }
        return heard(LISTENER);
    }

    private Set<String> heard(String listener) {
        var heard = new TreeSet<String>();
        for (var frame : hall.heard.frames(listener)) {
            heard.add(String.valueOf((char) (frame[4] & 0xFF)));
        }
        return heard;
    }

    @Test
    void eightAreHeardFromTheirFirstFrameAndTheNinthIsNot() {
        seats(speakers(9));

        assertThat(heardOf(-20, speakers(9))).containsExactly(speakers(8));
    }

    @Test
    void aSlotIsKeptOverAPauseAndFreeAfterIt() {
        seats(speakers(9));
        heardOf(-20, speakers(8));
        hall.passes(400);
        assertThat(heardOf(-20, "i")).as("after 400 ms").isEmpty();
        hall.passes(20);
        assertThat(heardOf(-20, "i")).as("after 420 ms").isEmpty();
        for (int i = 0; i < 5; i++) {
            hall.passes(20);
            heardOf(-20, "i");
        }
        assertThat(heardOf(-20, "i")).containsExactly("i");
        assertThat(heardOf(-20, speakers(8)))
                .as("the first seven are back")
                .hasSize(7)
                .doesNotContain("h");
    }

    @Test
    void whoIsLouderBySixDecibelsForATenthOfASecondTakesTheQuietestsSlot() {
        seats(speakers(9));
        for (int i = 0; i < 10; i++) {
            heardOf(-20, "a", "b", "c", "d", "f", "g", "h");
            heardOf(-30, "e");
            assertThat(heardOf(-25, "i")).as("louder by 5 dB").isEmpty();
            hall.passes(20);
        }
        for (int i = 0; i < 4; i++) {
            assertThat(heardOf(-23, "i")).as("louder, but not for long").isEmpty();
            hall.passes(20);
        }
        for (int i = 0; i < 5; i++) {
            heardOf(-23, "i");
            hall.passes(20);
        }
        assertThat(heardOf(-23, "i")).containsExactly("i");
        assertThat(heardOf(-30, "e")).isEmpty();
        assertThat(heardOf(-20, "a", "b", "c", "d", "f", "g", "h")).hasSize(7);
    }

    @Test
    void whoHasPriorityIsAlwaysHeard() {
        var seats = Stream.concat(Stream.of(speakers(9)).map(Hall::seat), Stream.of(priority("j"), seat(LISTENER)))
                .toArray(Seat[]::new);
        hall.seats(seats);
        heardOf(-20, speakers(8));

        assertThat(heardOf(-40, "j")).containsExactly("j");
        assertThat(heardOf(-20, speakers(8))).hasSize(7);

        hall.seats(Stream.concat(Stream.of(speakers(10)).map(SelectionTest::priority), Stream.of(seat(LISTENER)))
                .toArray(Seat[]::new));
        hall.passes(500);
        assertThat(heardOf(-20, speakers(10))).as("all of them, if all have it").hasSize(10);
        hall.passes(20);
        assertThat(heardOf(-20, speakers(10))).hasSize(10);
    }

    @Test
    void slotsAreOverAllRooms() {
        seats(speakers(6));
        hall.opens("k", "l", "m");
        hall.live.show(new Cast(
                "team", 9, 1, RoomType.TEAM, Recording.OFF, List.of(seat("k"), seat("l"), seat("m"), seat(LISTENER))));
        heardOf(-20, speakers(6));
        for (var name : List.of("k", "l", "m")) {
            hall.live.accept(name, Sound.frame(Sound.PCM, 9, 1, 0, Sound.vowel(0, 320, -20)));
        }

        assertThat(heard(LISTENER)).containsExactly("k", "l");
    }

    @Test
    void whoeverLeavesTheRoomGivesTheirSlotBack() {
        seats(speakers(9));
        heardOf(-20, speakers(9));
        seats("b", "c", "d", "e", "f", "g", "h", "i");

        assertThat(heardOf(-20, "i")).containsExactly("i");
    }

    @Test
    void whoIsBlockedGivesTheirSlotBack() {
        seats(speakers(9));
        heardOf(-20, speakers(9));
        var listener =
                new Seat(LISTENER, "plr_zoe", Hall.ssrc("z"), true, true, true, false, false, true, Set.of("plr_a"));
        hall.seats(Stream.concat(Stream.of(speakers(9)).map(Hall::seat), Stream.of(listener))
                .toArray(Seat[]::new));

        assertThat(heardOf(-20, "i", "a")).containsExactly("i");
    }

    /** Fourteen people talk as they like, in one room or both, to each other: who hears whom is as the model says. */
    @Test
    void isAsTheModelSays(Seed seed) {
        var random = seed.random("talk");
        var all = speakers(14);
        hall.opens(all);
        // The second room holds those of even index, so that they listen in both.
        hall.live.show(new Cast("one", 1, 1, RoomType.TEAM, Recording.OFF, seats(all, 1)));
        hall.live.show(new Cast("two", 2, 1, RoomType.TEAM, Recording.OFF, seats(all, 2)));
        var model = new Model(all);
        var talking = new HashMap<String, Integer>();
        int crowded = 0;
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < all.length; i++) {
                int level = talking.getOrDefault(all[i], 0);
                if (random.nextInt(40) == 0) {
                    level = level == 0
                            ? -4 - 6 * random.nextInt(7)
                            : random.nextInt(3) == 0 ? Math.max(QUIETEST, level - 3) : 0;
                    talking.put(all[i], level);
                }
                if (level == 0) {
                    continue;
                }
                int room = i % 2 == 0 && i % 4 == 0 ? 2 : 1;
                hall.live.accept(
                        all[i], Sound.frame(Sound.PCM, room, step, step * 960, Sound.vowel(step * 320, 320, level)));
                var expected = model.says(all[i], room, step, power(step, level));
                crowded += expected.size() < model.listeners(all[i], room).size() ? 1 : 0;
                for (var listener : all) {
                    assertThat(!hall.heard.frames(listener).isEmpty())
                            .as("step %d: %s hears %s", step, listener, all[i])
                            .isEqualTo(expected.contains(listener));
                }
            }
            hall.passes(20);
        }
        assertThat(crowded).as("frames that somebody had no slot for").isGreaterThan(STEPS / 10);
    }

    private static long power(int step, int decibels) {
        var meter = new PcmMeter(new LiveMeters(new SimpleMeterRegistry()));
        meter.measure(Sound.vowel(step * 320, 320, decibels), 0);
        return meter.power();
    }

    private static List<Seat> seats(String[] names, int every) {
        return IntStream.range(0, names.length)
                .filter(i -> i % every == 0)
                .mapToObj(i -> seat(names[i]))
                .toList();
    }

    /** The rule over the whole history, without any memory of what it would follow from. */
    private static final class Model {
        private final String[] names;
        private final Map<String, TreeMap<Integer, Long>> said = new HashMap<>();
        private final Map<String, List<String>> slots = new HashMap<>();
        private final Set<String> losers = new TreeSet<>();
        private final Set<String> waiting = new TreeSet<>();

        Model(String[] names) {
            this.names = names;
            for (var name : names) {
                said.put(name, new TreeMap<>());
                slots.put(name, new ArrayList<>());
            }
        }

        List<String> listeners(String speaker, int room) {
            return IntStream.range(0, names.length)
                    .filter(i -> i % room == 0 && !names[i].equals(speaker))
                    .mapToObj(i -> names[i])
                    .toList();
        }

        Set<String> says(String speaker, int room, int step, long power) {
            var history = history(speaker);
            boolean starts = history.isEmpty() || step - history.lastKey() > 20;
            history.put(step, power);
            boolean asks = starts
                    || losers.remove(speaker)
                    || waiting.contains(speaker) && spurt(speaker).size() % 5 == 0;
            if (starts) {
                losers.remove(speaker);
            }
            var hears = new TreeSet<String>();
            for (var listener : listeners(speaker, room)) {
                if (slots(listener).contains(speaker) || asks && gives(slots(listener), speaker, step)) {
                    hears.add(listener);
                }
            }
            if (asks) {
                waiting.remove(speaker);
                if (hears.size() < listeners(speaker, room).size()) {
                    waiting.add(speaker);
                }
            }
            return hears;
        }

        private TreeMap<Integer, Long> history(String speaker) {
            return requireNonNull(said.get(speaker));
        }

        private List<String> slots(String listener) {
            return requireNonNull(slots.get(listener));
        }

        private boolean gives(List<String> slots, String speaker, int step) {
            slots.removeIf(held -> step - history(held).lastKey() > 20 && losers.add(held) | true);
            if (slots.size() == 8) {
                String quietest = slots.getFirst();
                for (var held : slots) {
                    if (level(held, Long.MAX_VALUE) < level(quietest, Long.MAX_VALUE)) {
                        quietest = held;
                    }
                }
                long least = level(quietest, Long.MAX_VALUE);
                if (least == Long.MAX_VALUE || level(speaker, 0) < 4 * least) {
                    return false;
                }
                slots.remove(quietest);
                losers.add(quietest);
            }
            return slots.add(speaker);
        }

        /** The frames since the last pause that was too long. */
        private List<Long> spurt(String speaker) {
            var powers = new ArrayList<Long>();
            Integer after = null;
            for (var frame : history(speaker).descendingMap().entrySet()) {
                if (after != null && after - frame.getKey() > 20) {
                    break;
                }
                after = frame.getKey();
                powers.addFirst(frame.getValue());
            }
            return powers;
        }

        private long level(String speaker, long unknown) {
            var powers = spurt(speaker);
            int full = powers.size() / 5 * 5;
            return full == 0
                    ? unknown
                    : (long) powers.subList(full - 5, full).stream()
                            .mapToLong(power -> power)
                            .average()
                            .orElseThrow();
        }
    }
}
