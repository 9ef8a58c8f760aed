package com.necpgame.voice.live;

import com.necpgame.voice.live.Cast.RoomType;
import com.necpgame.voice.live.Cast.Seat;
import com.necpgame.voice.recording.Tape.Take;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A room's cast with the people in it. Immutable, but for what the people do. */
final class Scene {
    private final Cast cast;
    private final Map<String, Place> byConnection;
    private final Map<String, List<Place>> byPlayer = new HashMap<>();

    /** @param places of those of the cast's seats whose connection is open */
    Scene(Cast cast, List<Place> places) {
        this.cast = cast;
        this.byConnection = new HashMap<>();
        for (var place : places) {
            byConnection.put(place.seat().connectionId(), place);
            byPlayer.computeIfAbsent(place.seat().playerId(), player -> new ArrayList<>(1))
                    .add(place);
        }
    }

    Cast cast() {
        return cast;
    }

    boolean isProximity() {
        return cast.type() == RoomType.PROXIMITY;
    }

    @Nullable
    Place place(Participant participant) {
        return byConnection.get(participant.connectionId());
    }

    Collection<Place> places() {
        return byConnection.values();
    }

    long listeners() {
        return places().stream().filter(place -> !place.seat().deafened()).count();
    }

    /** Whether the listener would hear the speaker if it spoke, however far away. */
    boolean mayHear(Place listener, Place speaker) {
        return listener != speaker
                && !listener.seat().deafened()
                && !listener.seat().unheard().contains(speaker.seat().playerId());
    }

    /** Who may hear the voice, and is near enough where that counts. */
    List<Place> withinEarshot(Voice voice, Whereabouts whereabouts) {
        var speaker = place(voice.participant());
        if (speaker == null) {
            return List.of();
        }
        var reached = new ArrayList<Place>();
        for (var listener : candidates(speaker, whereabouts)) {
            if (mayHear(listener, speaker) && isNear(listener, voice, whereabouts)) {
                reached.add(listener);
            }
        }
        return reached;
    }

    private Collection<Place> candidates(Place speaker, Whereabouts whereabouts) {
        if (!isProximity()) {
            return places();
        }
        var near = new ArrayList<Place>();
        for (var player : whereabouts.around(speaker.seat().playerId())) {
            near.addAll(byPlayer.getOrDefault(player, List.of()));
        }
        return near;
    }

    boolean isNear(Place listener, Voice voice, Whereabouts whereabouts) {
        if (!isProximity()) {
            return true;
        }
        double distance = whereabouts.distance(
                voice.participant().playerId(), listener.seat().playerId());
        // Who is heard already is heard a little further: nobody comes and goes by standing on the line.
        return distance <= cast.earshot().audibleWithin()
                || distance <= cast.earshot().end()
                        && listener.participant().selection().holds(voice);
    }

    /** A seat, who sits there, and what the tape is told of them. */
    record Place(Seat seat, Participant participant, Voice voice, Take take) {}
}
