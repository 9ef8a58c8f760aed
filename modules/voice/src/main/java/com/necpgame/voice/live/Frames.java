package com.necpgame.voice.live;

/** Where binary frames of players come in. */
public interface Frames {
    /** Runs on the thread that reads the socket. What is not fit to be heard is dropped, counted, and told to its sender. */
    void accept(String connectionId, byte[] frame);
}
