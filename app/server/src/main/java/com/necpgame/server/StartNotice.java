package com.necpgame.server;

import io.micronaut.core.order.Ordered;
import java.util.List;

/** What else the operator should read on the terminal once the server is ready, such as credentials made just now. */
public interface StartNotice extends Ordered {
    /** Lines without indentation; none where there is nothing to say this time. */
    List<String> lines();
}
