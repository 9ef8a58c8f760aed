package com.necpgame.harness.slice.runtime;

import com.necpgame.harness.slice.call.Invoked;
import java.nio.charset.StandardCharsets;

/** A process of a function did not come as far as to ask for work. */
public final class InitFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Invoked outcome;

    InitFailed(Invoked outcome) {
        super(new String(outcome.answer(), StandardCharsets.UTF_8));
        this.outcome = outcome;
    }

    /** What the invocation that it was started for comes to. */
    public Invoked outcome() {
        return outcome;
    }
}
