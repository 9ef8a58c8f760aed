package com.necpgame.voice.live;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom one listener hears at once, of all who talk in its rooms. Slots are few, as nobody follows nine voices: one lot
 * for proximity rooms, one for all the others. While there are free ones everybody is heard from their first frame. A
 * speaker keeps its slot over short pauses. Where none is free:
 *
 * <ul>
 *   <li>a priority speaker takes the quietest other's, or, if all have priority, one more;
 *   <li>elsewhere, who was 6 dB louder over 100 ms takes the quietest's;
 *   <li>in proximity, who is nearer by a tenth, or about as near and 6 dB louder, takes the farthest's.
 * </ul>
 *
 * <p>Speakers ask when they start, and while they wait; whoever loses a slot is told to look again. Safe for many
 * threads.
 */
final class Selection {
    /** 6 dB, in power. */
    static final int LOUDER = 4;

    private static final double NEARER = 0.9;

    private final int speakersMax;
    private final int nearbyMax;
    private final long holdNanos;
    private final List<Voice> speakers = new ArrayList<>();
    private final List<Voice> nearby = new ArrayList<>();
    private boolean toldOfOpus;

    Selection(LiveConfig config) {
        this.speakersMax = config.speakersMax();
        this.nearbyMax = config.nearbyMax();
        this.holdNanos = config.slotHold().toNanos();
    }

    /** Gives the voice a slot, if it is due one. */
    synchronized boolean admits(Voice voice, Participant listener, long nowNanos) {
        var slots = slots(voice);
        if (slots.contains(voice)) {
            return true;
        }
        free(slots, listener, nowNanos);
        if (slots.size() >= max(voice)) {
            var loser = weakest(slots, listener, nowNanos);
            if (!voice.isPriority() && (loser == null || !beats(voice, loser, listener, nowNanos))) {
                return false;
            }
            if (loser != null) {
                slots.remove(loser);
                loser.lookAgain();
            }
        }
        return slots.add(voice);
    }

    synchronized void release(Voice voice) {
        slots(voice).remove(voice);
    }

    synchronized boolean holds(Voice voice) {
        return slots(voice).contains(voice);
    }

    /** The first time alone. */
    synchronized boolean isFirstOpusUnheard() {
        boolean first = !toldOfOpus;
        toldOfOpus = true;
        return first;
    }

    private List<Voice> slots(Voice voice) {
        return voice.isNearby() ? nearby : speakers;
    }

    private int max(Voice voice) {
        return voice.isNearby() ? nearbyMax : speakersMax;
    }

    private void free(List<Voice> slots, Participant listener, long nowNanos) {
        slots.removeIf(held -> {
            boolean over = held.isSilentFor(holdNanos, nowNanos) || !held.reaches(listener, nowNanos);
            if (over) {
                held.lookAgain();
            }
            return over;
        });
    }

    private static @Nullable Voice weakest(List<Voice> slots, Participant listener, long nowNanos) {
        Voice weakest = null;
        for (var held : slots) {
            if (!held.isPriority() && (weakest == null || isWeaker(held, weakest, listener, nowNanos))) {
                weakest = held;
            }
        }
        return weakest;
    }

    private static boolean isWeaker(Voice one, Voice other, Participant listener, long nowNanos) {
        if (one.isNearby()) {
            int further = Double.compare(one.distance(listener, nowNanos), other.distance(listener, nowNanos));
            return further > 0
                    || further == 0
                            && one.loudness().strength() < other.loudness().strength();
        }
        return one.loudness().strength() < other.loudness().strength();
    }

    private static boolean beats(Voice comer, Voice held, Participant listener, long nowNanos) {
        if (!comer.isNearby()) {
            return comer.loudness().isLouderThan(held.loudness());
        }
        double comes = comer.distance(listener, nowNanos);
        double holds = held.distance(listener, nowNanos);
        return comes < NEARER * holds
                || NEARER * comes <= holds && comer.loudness().isLouderThan(held.loudness());
    }
}
