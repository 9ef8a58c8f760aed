package com.necpgame.voice.room;

import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.voice.Wire;
import com.necpgame.voice.live.Cast.RoomType;
import com.necpgame.voice.room.News.Kind;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells members of each other. In rooms of many, and in the lobby, where everybody passes through, news are gathered for a
 * while: whoever comes and goes meanwhile is not spoken of.
 */
@Singleton
final class Presence {
    /** In rooms of more members news are gathered. */
    static final int AT_ONCE_MAX = 50;
    /** So many news are told at a time; the rest waits for the next. */
    static final int BURST_MAX = 20;

    /** What a slow listener is not told within this time, it is not told. */
    private static final Duration AGE_MAX = Duration.ofSeconds(10);

    private final Connections connections;
    private final Headsets headsets;
    private final Wire wire;
    private final RoomConfig config;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("voice-presence").factory());

    Presence(Connections connections, Headsets headsets, Wire wire, RoomConfig config) {
        this.connections = connections;
        this.headsets = headsets;
        this.wire = wire;
        this.config = config;
    }

    /** Under the roster's lock. */
    void tell(Roster roster, RoomState state, List<News> news) {
        if (isToldAtOnce(state)) {
            news.forEach(each -> push(state, each));
        } else if (roster.gather(news)) {
            tellLater(roster);
        }
    }

    /** A process that holds no connections may stand still after this; it cannot wait for more. */
    private boolean isToldAtOnce(RoomState state) {
        return !connections.areHere()
                || state.room().policy().type() != RoomType.LOBBY
                        && state.members().size() <= AT_ONCE_MAX;
    }

    private void tellLater(Roster roster) {
        clockwork.schedule(
                () -> Thread.startVirtualThread(() -> tellGathered(roster)),
                config.presenceEvery().toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void tellGathered(Roster roster) {
        roster.lock.lock();
        try {
            var state = roster.state;
            if (state == null || roster.gone) {
                return;
            }
            roster.takeNews(BURST_MAX).forEach(each -> push(state, each));
            if (roster.hasNews()) {
                tellLater(roster);
            }
        } finally {
            roster.lock.unlock();
        }
    }

    private void push(RoomState state, News news) {
        var present = state.members().values().stream()
                .filter(each -> !each.absent() && isTold(each.connectionId(), news))
                .map(Member::connectionId)
                .toList();
        var listeners = headsets.greeted(present);
        if (!listeners.isEmpty()) {
            var view = new Answers.Presence(
                    state.room().id(), Words.of(news.kind()), Answers.MemberView.of(news.member()));
            connections.publish(connections.audience(listeners), wire.text("presence", null, view), AGE_MAX);
        }
    }

    /** Who joins is told of all members in the answer. */
    private static boolean isTold(String connectionId, News news) {
        return news.kind() == Kind.CHANGED || !connectionId.equals(news.member().connectionId());
    }

    @PreDestroy
    void stop() {
        clockwork.shutdownNow();
    }
}
