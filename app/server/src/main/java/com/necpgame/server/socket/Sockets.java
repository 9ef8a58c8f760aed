package com.necpgame.server.socket;

import com.necpgame.platform.runtime.Ids;
import com.necpgame.platform.runtime.problem.PlatformProblem;
import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.platform.runtime.socket.SocketErrors;
import com.necpgame.platform.runtime.socket.SocketRoute;
import io.micronaut.scheduling.TaskExecutors;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** The open connections of this process. */
@Singleton
final class Sockets implements Connections {
    private final Ids ids;
    private final SocketConfig config;
    private final SocketMeters meters;
    private final SocketErrors errors;
    private final ExecutorService threads;
    private final Map<String, Connection> open = new ConcurrentHashMap<>();
    private final Map<EventLoop, LoopWriter> writers = new ConcurrentHashMap<>();
    /** Those too whose route does not know yet that they have ended. */
    private final Set<Connection> known = ConcurrentHashMap.newKeySet();

    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean draining;

    Sockets(
            Ids ids,
            SocketConfig config,
            SocketMeters meters,
            SocketErrors errors,
            @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
        this.ids = ids;
        this.config = config;
        this.meters = meters;
        this.errors = errors;
        this.threads = threads;
        meters.countConnections(open::size);
    }

    /** @throws Refusal once the server stops */
    Connection connect(SocketRoute route, Channel channel) {
        var connection = new Connection(ids.next("con"), route, channel, threads, this);
        known.add(connection);
        open.put(connection.id(), connection);
        if (draining) {
            forget(connection);
            gone(connection);
            throw PlatformProblem.UNAVAILABLE.refuse("the server stops");
        }
        return connection;
    }

    SocketConfig config() {
        return config;
    }

    SocketMeters meters() {
        return meters;
    }

    LoopWriter writer(EventLoop loop) {
        return writers.computeIfAbsent(loop, one -> new LoopWriter(one, meters));
    }

    /** From now on it is {@link Connections.Sent#GONE}. */
    void forget(Connection connection) {
        open.remove(connection.id());
    }

    /** Its route knows that it has ended. */
    void gone(Connection connection) {
        known.remove(connection);
        if (draining && known.isEmpty()) {
            drained.complete(null);
        }
    }

    /** Calls a route, and tells the client of its fault. */
    void guard(Connection connection, Runnable call) {
        errors.guard(connection.route(), connection.id(), this, call);
    }

    @Override
    public boolean carriesBinary() {
        return true;
    }

    @Override
    public boolean areHere() {
        return true;
    }

    @Override
    public Sent send(String connectionId, String text) {
        var connection = open.get(connectionId);
        if (connection == null) {
            return Sent.GONE;
        }
        var frame = Frame.reliable(Frame.TEXT, text.getBytes(StandardCharsets.UTF_8));
        connection.writer().deliver(frame, connection);
        frame.release();
        return Sent.OK;
    }

    @Override
    public void close(String connectionId, int code, String reason) {
        var connection = open.get(connectionId);
        if (connection != null) {
            connection.writer().run(() -> connection.end(code, reason));
        }
    }

    @Override
    public Audience audience(Collection<String> connectionIds) {
        var byWriter = new IdentityHashMap<LoopWriter, List<Connection>>();
        for (var id : connectionIds) {
            var connection = open.get(id);
            if (connection != null) {
                byWriter.computeIfAbsent(connection.writer(), _ -> new ArrayList<>())
                        .add(connection);
            }
        }
        var groups = new ArrayList<Group>();
        byWriter.forEach((writer, members) -> groups.add(new Group(writer, members.toArray(Connection[]::new))));
        return new GroupedAudience(groups.toArray(Group[]::new));
    }

    @Override
    public void publish(Audience audience, byte[] message, Duration maxAge) {
        publish((GroupedAudience) audience, Frame.BINARY, message, maxAge);
    }

    @Override
    public void publish(Audience audience, String text, Duration maxAge) {
        publish((GroupedAudience) audience, Frame.TEXT, text.getBytes(StandardCharsets.UTF_8), maxAge);
    }

    private static void publish(GroupedAudience audience, int opcode, byte[] message, Duration maxAge) {
        if (audience.groups.length == 0) {
            return;
        }
        var frame = Frame.droppable(opcode, message, maxAge);
        for (var group : audience.groups) {
            group.writer().deliver(frame, group.members());
        }
        frame.release();
    }

    /** Ends all connections, spread over the configured time, and waits for their routes to know. No new ones come in. */
    void drain() {
        draining = true;
        var all = List.copyOf(open.values());
        for (int i = 0; i < all.size(); i++) {
            var connection = all.get(i);
            var delay = config.drain().toNanos() * i / all.size();
            connection
                    .writer()
                    .loop()
                    .schedule(
                            () -> connection.end(CloseCode.DRAINING, "the server stops"), delay, TimeUnit.NANOSECONDS);
        }
        if (!known.isEmpty()) {
            var patience = config.drain().plus(config.closeWithin()).plus(config.closeWithin());
            drained.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Group(LoopWriter writer, Connection[] members) {}

    /** By event loop, as each takes one task. */
    private static final class GroupedAudience implements Audience {
        private final Group[] groups;

        GroupedAudience(Group... groups) {
            this.groups = groups;
        }

        @Override
        public int size() {
            var size = 0;
            for (var group : groups) {
                size += group.members().length;
            }
            return size;
        }
    }
}
