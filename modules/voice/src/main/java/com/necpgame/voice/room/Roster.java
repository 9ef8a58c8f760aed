package com.necpgame.voice.room;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What this process knows of a room. All but the id, the alias and the lock is guarded by the lock. */
final class Roster {
    final String room;
    final int alias;
    final ReentrantLock lock = new ReentrantLock();

    /** Null where the rows have to be read. */
    @Nullable
    RoomState state;

    /** The rows may say otherwise. */
    boolean stale;

    /** Live talk knows it. */
    boolean shown;

    /** Is not among the rosters any more: whoever waited for the lock has to look for the next one. */
    boolean gone;

    private final Map<String, News> untold = new LinkedHashMap<>();

    Roster(String room, int alias) {
        this.room = room;
        this.alias = alias;
    }

    /** @return whether this is the first that waits */
    boolean gather(List<News> news) {
        var first = untold.isEmpty();
        for (var each : news) {
            untold.merge(each.member().connectionId(), each, News::then);
        }
        return first && !untold.isEmpty();
    }

    /** The oldest of what waits. */
    List<News> takeNews(int max) {
        var taken = new ArrayList<News>();
        var waiting = untold.values().iterator();
        while (waiting.hasNext() && taken.size() < max) {
            taken.add(waiting.next());
            waiting.remove();
        }
        return taken;
    }

    boolean hasNews() {
        return !untold.isEmpty();
    }
}
