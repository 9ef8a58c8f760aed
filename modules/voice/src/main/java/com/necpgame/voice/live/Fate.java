package com.necpgame.voice.live;

import java.util.Locale;

/** What becomes of a frame that breaks no rule of its form. In several rooms the later one of this list counts. */
enum Fate {
    /** No such connection. */
    UNKNOWN,
    /** Its number is not above that of the one before. */
    REPLAYED,
    NOT_A_MEMBER,
    /** Its sender has not said in a hello that it speaks binary frames. */
    NOT_BINARY,
    MAY_NOT_TALK,
    SILENT,
    LATE,
    /** Nobody is there, or nobody who has an ear free. */
    UNHEARD,
    /** Its sender tries its microphone. */
    ECHOED,
    HEARD;

    boolean isHeard() {
        return this == HEARD || this == ECHOED;
    }

    String cause() {
        return this == HEARD ? "none" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
