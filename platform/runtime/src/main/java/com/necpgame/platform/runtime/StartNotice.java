package com.necpgame.platform.runtime;

import io.micronaut.core.order.Ordered;
import java.util.List;

/** Lines that the operator should see once the server is ready, under the start banner. */
public interface StartNotice extends Ordered {
    /** Asked once per start; empty if there is nothing to say. */
    List<String> lines();
}
