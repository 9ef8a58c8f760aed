package com.necpgame.platform.runtime.recurring;

import java.time.Duration;

/**
 * Work of a module that is due every so often: once per period over all processes that share the store. It must bear
 * being run twice, and being late.
 */
public interface Recurring {
    /** From the start of one run to the start of the next. */
    Duration every();

    void run();
}
