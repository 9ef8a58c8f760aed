package com.necpgame.gamesim.server;

import com.necpgame.contracts.PlayerId;
import com.necpgame.gamesim.arena.Arena;
import com.necpgame.gamesim.arena.ArenaMap;
import com.necpgame.gamesim.arena.ArenaRules;
import com.necpgame.gamesim.arena.InputLog;
import com.necpgame.gamesim.transport.Channel;
import com.necpgame.gamesim.transport.JoinClaims;
import com.necpgame.gamesim.transport.Peer;
import com.necpgame.gamesim.transport.PeerEvents;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The sessions of a server. A session begins with the first good token for it. Lives on the tick thread. */
final class Sessions implements PeerEvents {
    /** Sessions that are over and not forgotten: more than can end while a token for one of them is still good. */
    private static final int OVER_MAX = 10_000;

    private final ServerSettings settings;
    private final SessionNews news;
    private final Executor logWriter;
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    /** In the order in which they ended. */
    private final SequencedSet<String> over = new LinkedHashSet<>();

    private final Map<String, ArenaMap> maps = new LinkedHashMap<>();
    private final Map<Refused, Long> refused = new EnumMap<>(Refused.class);
    private boolean draining;

    Sessions(ServerSettings settings, SessionNews news, Executor logWriter) {
        this.settings = settings;
        this.news = news;
        this.logWriter = logWriter;
    }

    @Override
    public void connected(Peer peer) {
        var why = enter(peer);
        if (why != null) {
            refused.merge(why, 1L, Long::sum);
            peer.disconnect();
        }
    }

    private @Nullable Refused enter(Peer peer) {
        var claims = peer.claims();
        var known = sessions.get(claims.gameSimId());
        if (known != null) {
            return PlayerId.isValid(claims.playerId()) ? known.enter(peer) : Refused.NOT_A_PLAYER;
        }
        if (over.contains(claims.gameSimId())) {
            return Refused.SESSION_OVER;
        }
        var why = refusal(claims);
        if (why != null) {
            return why;
        }
        var session = begin(claims);
        var whyNot = session.enter(peer);
        if (whyNot == null) {
            sessions.put(claims.gameSimId(), session);
        }
        return whyNot;
    }

    private @Nullable Refused refusal(JoinClaims claims) {
        if (draining) {
            return Refused.DRAINING;
        }
        if (!claims.build().equals(settings.build())) {
            return Refused.OTHER_BUILD;
        }
        if (map(claims.map()) == null) {
            return Refused.NO_SUCH_MAP;
        }
        if (!PlayerId.isValid(claims.playerId())) {
            return Refused.NOT_A_PLAYER;
        }
        return sessions.size() >= settings.sessionsMax() ? Refused.SESSIONS_FULL : null;
    }

    private @Nullable ArenaMap map(String name) {
        if (name.isEmpty()) {
            return settings.map();
        }
        try {
            return maps.computeIfAbsent(name, ArenaMap::named);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Session begin(JoinClaims claims) {
        var rules = settings.rules();
        int players = Math.clamp(claims.playersMax(), 1, rules.playersMax());
        var ofSession = new ArenaRules(rules.tickRate(), rules.timeLimitSeconds(), rules.scoreLimit(), players);
        var map = map(claims.map());
        var arena = new Arena(map == null ? settings.map() : map, ofSession, claims.sessionSeed());
        return new Session(claims.gameSimId(), settings, arena, news, log(claims, arena));
    }

    private @Nullable InputLog log(JoinClaims claims, Arena arena) {
        // The id becomes a file's name: nothing in it may lead elsewhere.
        if (settings.logFolder() == null || !claims.gameSimId().matches("[A-Za-z0-9_-]+")) {
            return null;
        }
        var file = settings.logFolder().resolve(claims.gameSimId() + ".log");
        return new InputLog(file, logWriter, claims.gameSimId(), arena, claims.sessionSeed());
    }

    @Override
    public void received(Peer peer, Channel channel, ByteBuffer message) {
        var session = sessions.get(peer.claims().gameSimId());
        if (session != null) {
            session.received(peer, message);
        }
    }

    @Override
    public void disconnected(Peer peer, Reason reason) {
        var session = sessions.get(peer.claims().gameSimId());
        if (session != null) {
            session.gone(peer);
        }
    }

    void tick() {
        sessions.values().forEach(Session::tick);
        sessions.forEach(this::remember);
        sessions.values().removeIf(Session::isDone);
    }

    /** The registry gives out tokens until it has the report, which may take long: none of them may begin the game anew. */
    private void remember(String gameSimId, Session session) {
        if (session.isDone() && over.add(gameSimId) && over.size() > OVER_MAX) {
            over.removeFirst();
        }
    }

    /** Takes no new session. */
    void drain() {
        draining = true;
    }

    /** Ends all, with reports. */
    void end(String reason) {
        sessions.values().forEach(session -> session.end(reason));
    }

    /** Ends one without a report. */
    void drop(String gameSimId) {
        var session = sessions.remove(gameSimId);
        if (session != null) {
            session.drop();
        }
    }

    void dropAll() {
        List.copyOf(sessions.keySet()).forEach(this::drop);
    }

    int players() {
        return sessions.values().stream().mapToInt(Session::players).sum();
    }

    Map<Refused, Long> refused() {
        return Map.copyOf(refused);
    }

    /** Those that go on; one that is over is the registry's past. */
    List<SessionView> views() {
        return sessions.values().stream()
                .filter(session -> !session.isOver())
                .map(Session::view)
                .toList();
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }
}
