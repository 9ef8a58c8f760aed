package com.necpgame.voice.live;

import com.necpgame.voice.live.Cast.Recording;
import com.necpgame.voice.live.Cast.RoomType;
import com.necpgame.voice.live.Cast.Seat;
import com.necpgame.voice.live.Positions.Point;
import com.necpgame.voice.live.Scene.Place;
import com.necpgame.voice.recording.Tape.Take;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A room in which people talk.
 *
 * <p>A frame is published under the read lock, by the scene that holds at that moment; a new scene is built beside and
 * put in place under the write lock, which is held for that one assignment. So when {@link #show} returns, whoever
 * looked at the old scene has handed over what it had, and nobody looks at it any more.
 */
final class LiveRoom {
    private final String name;
    private final Outlet outlet;
    private final LiveConfig config;
    private final StampedLock lock = new StampedLock();
    private volatile Scene scene;
    private volatile Whereabouts whereabouts = Whereabouts.UNKNOWN;

    LiveRoom(String name, Outlet outlet, LiveConfig config) {
        this.name = name;
        this.outlet = outlet;
        this.config = config;
        this.scene = new Scene(new Cast(name, 0, Long.MIN_VALUE, RoomType.LOBBY, Recording.OFF, List.of()), List.of());
    }

    /** @param participants finds who is there by connection; null for who is gone */
    synchronized void show(Cast cast, Function<String, @Nullable Participant> participants) {
        var before = scene;
        if (cast.version() < before.cast().version()) {
            return;
        }
        var places = new ArrayList<Place>(cast.seats().size());
        for (var seat : cast.seats()) {
            var participant = participants.apply(seat.connectionId());
            if (participant != null) {
                places.add(place(cast, seat, participant, before));
            }
        }
        swap(new Scene(cast, places));
    }

    private Place place(Cast cast, Seat seat, Participant participant, Scene before) {
        var known = before.place(participant);
        var voice = known == null ? new Voice(this, participant, outlet) : known.voice();
        return new Place(seat, participant, voice, new Take(name, seat.playerId(), cast.recording(), seat.consents()));
    }

    private void swap(Scene after) {
        var before = scene;
        long stamp = lock.writeLock();
        try {
            scene = after;
            whereabouts = whereabouts.carrying(after.cast().earshot().end());
        } finally {
            lock.unlockWrite(stamp);
        }
        for (var place : before.places()) {
            if (after.place(place.participant()) == null) {
                place.participant().leave(this);
            }
        }
        for (var place : after.places()) {
            if (!place.participant().enter(this)) {
                forget(place.participant());
            }
        }
    }

    /** Nobody is here any more, and nobody comes back. */
    synchronized void strike() {
        swap(new Scene(new Cast(name, 0, Long.MAX_VALUE, RoomType.LOBBY, Recording.OFF, List.of()), List.of()));
    }

    /** The connection has ended, and its participant with it. */
    synchronized void forget(Participant participant) {
        var before = scene;
        var left = before.places().stream()
                .filter(place -> place.participant() != participant)
                .toList();
        swap(new Scene(before.cast(), left));
    }

    synchronized void place(Map<String, Point> points, long nowNanos) {
        whereabouts = new Whereabouts(points, scene.cast().earshot().end(), nowNanos);
    }

    Fate hear(Participant speaker, Frame frame, Fate gated, long nowNanos) {
        long stamp = lock.readLock();
        try {
            var now = scene;
            var place = now.place(speaker);
            return place == null ? Fate.NOT_A_MEMBER : place.voice().say(frame, gated, now, place, nowNanos);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Sends what a voice still has to send. @return whether it may have more, later */
    boolean isWithMoreOf(Voice voice, long nowNanos) {
        long stamp = lock.readLock();
        try {
            var now = scene;
            var place = now.place(voice.participant());
            return place != null && place.voice() == voice && voice.settle(now, place, nowNanos);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** What is older than {@link LiveConfig#positionsMax} is not known any more. */
    Whereabouts whereabouts(long nowNanos) {
        var known = whereabouts;
        return known.isOlderThan(config.positionsMax(), nowNanos) ? Whereabouts.UNKNOWN : known;
    }

    /** Whether the listener would hear the voice if it had a slot for it. A look without the lock, to give slots back. */
    boolean carries(Voice voice, Participant listener, long nowNanos) {
        var now = scene;
        var from = now.place(voice.participant());
        var to = now.place(listener);
        return from != null
                && to != null
                && from.voice() == voice
                && now.mayHear(to, from)
                && now.isNear(to, voice, whereabouts(nowNanos));
    }

    double distance(Voice voice, Participant listener, long nowNanos) {
        return whereabouts(nowNanos).distance(voice.participant().playerId(), listener.playerId());
    }

    String name() {
        return name;
    }

    int alias() {
        return scene.cast().alias();
    }

    Scene scene() {
        return scene;
    }
}
