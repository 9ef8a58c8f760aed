package com.necpgame.voice;

import com.necpgame.platform.runtime.problem.Refusal;
import java.util.Set;

/** What one kind of text message does. Each feature brings its own; the socket finds them by name. */
public interface Action {
    /** The values of {@code action} that mean this. */
    Set<String> names();

    /** @throws Refusal which is told to the sender */
    void on(String connectionId, Message message);
}
