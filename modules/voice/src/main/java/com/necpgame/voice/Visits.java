package com.necpgame.voice;

import io.micronaut.core.order.Ordered;

/** A feature that wants to know who comes and goes: told of comers in the order of the features, of leavers in the reverse. */
public interface Visits extends Ordered {
    /** A refusal puts the connection out. */
    void opened(Visitor visitor);

    void closed(String connectionId);
}
