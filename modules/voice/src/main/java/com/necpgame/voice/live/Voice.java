package com.necpgame.voice.live;

import com.necpgame.voice.live.Frame.Codec;
import com.necpgame.voice.live.Frame.Kind;
import com.necpgame.voice.live.Scene.Place;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One participant as a speaker in one room. Its methods that take a scene run under the room's read lock; what other
 * speakers' selections look at is volatile.
 */
final class Voice {
    private static final long BATCH_NANOS = Duration.ofMillis(150).toNanos();

    private final LiveRoom room;
    private final Participant participant;
    private final Outlet outlet;
    private final Loudness loudness = new Loudness();
    private final Indicator indicator = new Indicator();
    private final Batch batch = new Batch();
    private @Nullable Hearers hearers;
    private boolean unasked;
    private boolean inSpurt;
    /** When the last frame went out; the quiet end of a spurt is part of it. */
    private long saidNanos;

    private volatile boolean looksAgain;
    private volatile boolean priority;

    Voice(LiveRoom room, Participant participant, Outlet outlet) {
        this.room = room;
        this.participant = participant;
        this.outlet = outlet;
    }

    synchronized Fate say(Frame frame, Fate gated, Scene scene, Place place, long nowNanos) {
        var seat = place.seat();
        if (!seat.binary()) {
            return Fate.NOT_BINARY;
        }
        if (!seat.mayTalk()) {
            inSpurt = false;
            batch.clear();
            return Fate.MAY_NOT_TALK;
        }
        priority = seat.priority();
        if (gated == Fate.SILENT) {
            pause(scene, place, nowNanos);
            return Fate.SILENT;
        }
        if (frame.kind() != Kind.AUDIO) {
            return sayNothing(frame, scene, place, nowNanos);
        }
        address(frame, scene, place);
        if (seat.echo()) {
            outlet.publish(participant.itself(), frame.bytes());
            return Fate.ECHOED;
        }
        outlet.record(place.take(), frame.bytes());
        return gated == Fate.LATE ? Fate.LATE : talk(frame, scene, place, nowNanos);
    }

    private void address(Frame frame, Scene scene, Place place) {
        int flags = (participant.gate().isVoiced() ? Frame.VOICE_ACTIVE : 0)
                | (place.seat().priority() ? Frame.PRIORITY : 0)
                | (inSpurt ? 0 : Frame.FIRST_OF_SPURT);
        frame.address(scene.cast().alias(), place.seat().ssrc(), flags);
    }

    private Fate talk(Frame frame, Scene scene, Place place, long nowNanos) {
        boolean voiced = participant.gate().isVoiced();
        if (voiced) {
            noteVoice(frame, nowNanos);
        }
        var to = hearers(scene, frame.codec(), voiced, nowNanos);
        inSpurt = true;
        saidNanos = nowNanos;
        outlet.publish(to.binary(), frame.bytes());
        if (to.json().size() > 0) {
            sayJson(frame, to, place, nowNanos);
        }
        if (voiced && !indicator.isOn()) {
            indicator.set(true);
            outlet.follow(this);
        }
        show(scene, place, nowNanos);
        return to.isEmpty() ? Fate.UNHEARD : Fate.HEARD;
    }

    private void noteVoice(Frame frame, long nowNanos) {
        if (isSilentFor(outlet.holdNanos(), nowNanos)) {
            // Its slots may have gone to others meanwhile.
            loudness.startAnew();
            looksAgain = true;
        }
        boolean known = loudness.add(participant.gate().power(), frame.samples(), nowNanos);
        if (known && hearers != null && hearers.isWaited()) {
            looksAgain = true;
        }
    }

    private Hearers hearers(Scene scene, Codec codec, boolean voiced, long nowNanos) {
        var whereabouts = room.whereabouts(nowNanos);
        var known = hearers;
        if (known != null
                && known.scene() == scene
                && known.whereabouts() == whereabouts
                && known.codec() == codec
                && !looksAgain
                && !(voiced && unasked)) {
            return known;
        }
        // Before the look, so that a slot lost during it is not missed.
        looksAgain = false;
        if (known != null && scene.isProximity()) {
            known.release(this, nowNanos);
        }
        var found = Hearers.of(this, scene, whereabouts, codec, voiced, outlet, nowNanos);
        unasked = !voiced && found.isWaited();
        hearers = found;
        outlet.tellUnable(found.unable());
        return found;
    }

    private void sayJson(Frame frame, Hearers to, Place place, long nowNanos) {
        if (frame.codec() == Codec.OPUS) {
            flush(to, place);
            outlet.publishJson(to.json(), place, Batch.of(frame));
            return;
        }
        if (!batch.takes(frame)) {
            flush(to, place);
        }
        batch.add(frame, nowNanos);
        if (batch.isFull()) {
            flush(to, place);
        }
    }

    private void flush(Hearers to, Place place) {
        if (!batch.isEmpty()) {
            outlet.publishJson(to.json(), place, batch.take());
        }
    }

    /** End of talk, or comfort noise: to who has a slot for this voice, and no slot is taken for it. */
    private Fate sayNothing(Frame frame, Scene scene, Place place, long nowNanos) {
        if (!inSpurt || place.seat().echo()) {
            return Fate.SILENT;
        }
        address(frame, scene, place);
        var to = hearers(scene, frame.codec(), false, nowNanos);
        outlet.publish(to.binary(), frame.bytes());
        if (frame.kind() == Kind.END_OF_TALK) {
            pause(scene, place, nowNanos);
            indicator.set(false);
            show(scene, place, nowNanos);
        }
        return to.isEmpty() ? Fate.UNHEARD : Fate.HEARD;
    }

    private void pause(Scene scene, Place place, long nowNanos) {
        inSpurt = false;
        if (!batch.isEmpty()) {
            flush(hearers(scene, Codec.PCM16, false, nowNanos), place);
        }
    }

    /** What is due without a frame: the rest of a batch, and that nobody talks any more. @return whether more may be */
    synchronized boolean settle(Scene scene, Place place, long nowNanos) {
        boolean talks = place.seat().mayTalk() && !place.seat().echo();
        if (!talks) {
            batch.clear();
        } else if (!batch.isEmpty() && nowNanos - batch.startedNanos() >= BATCH_NANOS) {
            pause(scene, place, nowNanos);
        }
        if (!talks || isSilentFor(outlet.holdNanos(), nowNanos)) {
            indicator.set(false);
        }
        if (!talks || nowNanos - saidNanos >= outlet.holdNanos()) {
            inSpurt = false;
        }
        show(scene, place, nowNanos);
        return indicator.isOn() || indicator.isBehind() || inSpurt || !batch.isEmpty();
    }

    private void show(Scene scene, Place place, long nowNanos) {
        if (indicator.isDue(nowNanos)) {
            var codec = hearers == null ? Codec.PCM16 : hearers.codec();
            outlet.publishTalking(hearers(scene, codec, false, nowNanos).watchers(), place, indicator.shown(nowNanos));
        }
    }

    /** Somebody's selection has changed to this voice's loss. */
    void lookAgain() {
        looksAgain = true;
    }

    boolean isSilentFor(long nanos, long nowNanos) {
        return loudness.isSilentFor(nanos, nowNanos);
    }

    boolean reaches(Participant listener, long nowNanos) {
        return room.carries(this, listener, nowNanos);
    }

    double distance(Participant listener, long nowNanos) {
        return room.distance(this, listener, nowNanos);
    }

    Loudness loudness() {
        return loudness;
    }

    boolean isPriority() {
        return priority;
    }

    boolean isNearby() {
        return room.scene().isProximity();
    }

    boolean settles(long nowNanos) {
        return room.isWithMoreOf(this, nowNanos);
    }

    Participant participant() {
        return participant;
    }
}
