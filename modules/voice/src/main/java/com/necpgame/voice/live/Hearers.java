package com.necpgame.voice.live;

import com.necpgame.platform.runtime.socket.Connections.Audience;
import com.necpgame.voice.live.Frame.Codec;
import com.necpgame.voice.live.Scene.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Who hears one voice, until the scene, the whereabouts, the codec or somebody's selection changes.
 *
 * @param whereabouts where everybody stood
 * @param binary takes binary frames
 * @param json takes JSON
 * @param chosen has a slot for it
 * @param watchers see that the voice talks, whether or not they have a slot for it
 * @param unable could hear it, if they could play the codec
 * @param isWaited whether somebody would hear the voice if it had a slot there
 */
record Hearers(
        Scene scene,
        Whereabouts whereabouts,
        Codec codec,
        List<Place> chosen,
        Audience binary,
        Audience json,
        Audience watchers,
        List<Place> unable,
        boolean isWaited) {

    /** @param taking whether the voice may take slots; else it keeps those that it has */
    static Hearers of(
            Voice voice,
            Scene scene,
            Whereabouts whereabouts,
            Codec codec,
            boolean taking,
            Outlet outlet,
            long nowNanos) {
        var near = scene.withinEarshot(voice, whereabouts);
        var able = new ArrayList<Place>(near.size());
        var unable = new ArrayList<Place>();
        near.forEach(place -> (codec == Codec.PCM16 || place.seat().opus() ? able : unable).add(place));
        var chosen = new ArrayList<Place>(able.size());
        for (var place : able) {
            var selection = place.participant().selection();
            if (taking ? selection.admits(voice, place.participant(), nowNanos) : selection.holds(voice)) {
                chosen.add(place);
            }
        }
        return new Hearers(
                scene,
                whereabouts,
                codec,
                chosen,
                outlet.audience(connections(chosen, true)),
                outlet.audience(connections(chosen, false)),
                outlet.audience(near.stream().map(Hearers::connection).toList()),
                unable,
                chosen.size() < able.size());
    }

    /** Gives back the slots of those who are out of earshot now: who comes near again must come all the way. */
    void release(Voice voice, long nowNanos) {
        for (var place : chosen) {
            var listener = place.participant();
            if (!voice.reaches(listener, nowNanos)) {
                listener.selection().release(voice);
            }
        }
    }

    private static Collection<String> connections(List<Place> places, boolean binary) {
        return places.stream()
                .filter(place -> place.seat().binary() == binary)
                .map(Hearers::connection)
                .toList();
    }

    private static String connection(Place place) {
        return place.seat().connectionId();
    }

    boolean isEmpty() {
        return binary.size() == 0 && json.size() == 0;
    }
}
