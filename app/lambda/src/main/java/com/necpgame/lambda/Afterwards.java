package com.necpgame.lambda;

/** What is left to do once an invocation's work is done, and before its answer: after that the process stands still. */
public interface Afterwards {
    /** Must not throw. */
    void finish();
}
