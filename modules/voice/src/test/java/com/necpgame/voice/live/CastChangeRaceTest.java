package com.necpgame.voice.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.testkit.Concurrently;
import com.necpgame.platform.testkit.Seed;
import com.necpgame.platform.testkit.Seeded;
import com.necpgame.voice.live.Cast.Recording;
import com.necpgame.voice.live.Cast.RoomType;
import com.necpgame.voice.live.Cast.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Four talk in four rooms at once, while four others change who is in a room each, who is muted and who hears whom.
 * Whatever the interleaving: once a cast is shown, no frame comes to who is not in it or may not hear, and none of who
 * is not in it or may not talk.
 */
@ExtendWith(Seeded.class)
class CastChangeRaceTest {
    private static final int ROOMS = 4;
    private static final String[] SPEAKERS = {"a", "b", "c", "d"};
    private static final String[] LISTENERS = {"p", "q", "r", "s", "t", "u"};

    private final Hall hall = new Hall();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final Set<String> violations = ConcurrentHashMap.newKeySet();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicInteger changing = new AtomicInteger(ROOMS);

    @AfterEach
    void close() {
        hall.close();
    }

    @Test
    void noFrameIsHeardByWhomItMustNotBe(Seed seed) {
        changes(seed, 500);
    }

    @Test
    @Tag("soak")
    void noFrameIsHeardByWhomItMustNotBeOverLong(Seed seed) {
        changes(seed, 50_000);
    }

    private void changes(Seed seed, int changes) {
        hall.heard.keeps = false;
        hall.heard.watcher = this::deliver;
        hall.opens(SPEAKERS);
        hall.opens(LISTENERS);
        var tasks = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < ROOMS; i++) {
            int room = i;
            tasks.add(() -> change(room, changes, seed.random("room " + room)));
            tasks.add(() -> talk(SPEAKERS[room]));
        }

        Concurrently.on(2 * ROOMS, tasks).values();

        assertThat(violations).isEmpty();
        assertThat(delivered).as("frames that were heard").hasValueGreaterThan(changes);
    }

    private void deliver(String listener, byte[] frame) {
        delivered.incrementAndGet();
        var way = way(Frame.of(frame).alias() - 1, (char) (frame[4] & 0xFF), listener);
        if (forbidden.contains(way)) {
            violations.add(way);
        }
    }

    private static String way(int room, char speaker, String listener) {
        return room + ": " + speaker + " to " + listener;
    }

    /** As fast as it goes: time and media time go as it needs. */
    private int talk(String speaker) {
        int seq = 0;
        while (changing.get() > 0) {
            hall.nanos.addAndGet(20_000_000);
            hall.live.accept(speaker, Sound.frame(Sound.OPUS, Frame.EVERY_ROOM, ++seq, -seq, Sound.opus(60, true)));
        }
        return seq;
    }

    private int change(int room, int changes, RandomGenerator random) {
        try {
            for (int version = 1; version <= changes; version++) {
                var seats = new ArrayList<Seat>();
                var not = new ArrayList<String>();
                for (var speaker : SPEAKERS) {
                    boolean mayTalk = random.nextInt(4) > 0;
                    if (random.nextInt(8) > 0) {
                        seats.add(seat(speaker, mayTalk, false, Set.of()));
                    }
                }
                for (var listener : LISTENERS) {
                    var blocked =
                            random.nextBoolean() ? Set.of("plr_" + SPEAKERS[random.nextInt(4)]) : Set.<String>of();
                    if (random.nextInt(4) > 0) {
                        seats.add(seat(listener, true, random.nextInt(6) == 0, blocked));
                    }
                }
                for (var speaker : SPEAKERS) {
                    for (var listener : LISTENERS) {
                        if (!mayHear(seats, speaker, listener)) {
                            not.add(way(room, speaker.charAt(0), listener));
                        }
                    }
                }
                forbidden.removeIf(way -> way.startsWith(room + ":") && !not.contains(way));
                hall.live.show(new Cast("room" + room, room + 1, version, RoomType.TEAM, Recording.OFF, seats));
                forbidden.addAll(not);
            }
            return changes;
        } finally {
            changing.decrementAndGet();
        }
    }

    private static boolean mayHear(List<Seat> seats, String speaker, String listener) {
        return seats.stream().anyMatch(seat -> seat.connectionId().equals(speaker) && seat.mayTalk())
                && seats.stream()
                        .anyMatch(seat -> seat.connectionId().equals(listener)
                                && !seat.deafened()
                                && !seat.unheard().contains("plr_" + speaker));
    }

    private static Seat seat(String name, boolean mayTalk, boolean deafened, Set<String> unheard) {
        return new Seat(name, "plr_" + name, Hall.ssrc(name), true, true, mayTalk, false, deafened, true, unheard);
    }
}
