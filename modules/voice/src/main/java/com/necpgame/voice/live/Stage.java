package com.necpgame.voice.live;

/** What live talk knows of rooms. Whoever changes a room shows its new cast, after the change is committed. */
public interface Stage {
    /**
     * From when this returns no frame goes to a connection that is not in the cast or may not hear the speaker, and none
     * of a speaker who is not in it. A cast with a lower version than the one shown last is ignored.
     */
    void show(Cast cast);

    /** The room is gone. */
    void strike(String room);
}
