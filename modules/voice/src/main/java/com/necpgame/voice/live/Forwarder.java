package com.necpgame.voice.live;

import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.voice.Visitor;
import com.necpgame.voice.Visits;
import io.micronaut.core.order.Ordered;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Live talk: takes frames from those who talk and forwards them, unmixed and undecoded, to those who may hear them. */
@Singleton
final class Forwarder implements Frames, Stage, Positions, Visits {
    private final LiveConfig config;
    private final LiveMeters meters;
    private final Outlet outlet;
    private final Connections connections;
    private final LongSupplier nanos;
    private final Clockwork clockwork = new Clockwork();
    private final Map<String, Participant> participants = new ConcurrentHashMap<>();
    private final Map<String, LiveRoom> rooms = new ConcurrentHashMap<>();

    @Inject
    Forwarder(LiveConfig config, LiveMeters meters, Outlet outlet, Connections connections) {
        this(config, meters, outlet, connections, System::nanoTime);
    }

    /** @param nanos a clock that never steps, from any origin */
    Forwarder(LiveConfig config, LiveMeters meters, Outlet outlet, Connections connections, LongSupplier nanos) {
        this.config = config;
        this.meters = meters;
        this.outlet = outlet;
        this.connections = connections;
        this.nanos = nanos;
        meters.watch(outlet::followed, this::listeners);
    }

    @Override
    public void accept(String connectionId, byte[] frame) {
        var speaker = participants.get(connectionId);
        if (speaker == null) {
            meters.frame(Fate.UNKNOWN);
            return;
        }
        long now = nanos.getAsLong();
        try {
            meters.frame(speaker.say(frame, now));
        } catch (Refusal refusal) {
            meters.refused(refusal.problem());
            speaker.tell(refusal, now);
        }
    }

    @Override
    public void show(Cast cast) {
        // Within compute, so that no cast is shown in a room that is being struck.
        rooms.compute(cast.room(), (name, known) -> {
            var room = known == null ? new LiveRoom(name, outlet, config) : known;
            room.show(cast, participants::get);
            return room;
        });
    }

    @Override
    public void strike(String room) {
        rooms.computeIfPresent(room, (name, known) -> {
            known.strike();
            return null;
        });
    }

    @Override
    public void place(String room, Map<String, Point> byPlayer) {
        var known = rooms.get(room);
        if (known != null) {
            known.place(byPlayer, nanos.getAsLong());
        }
    }

    /** Next to the door the first to know who comes, so that whoever is shown in a room is known; and last who leaves. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public void opened(Visitor visitor) {
        if (connections.carriesBinary()) {
            clockwork.start(this::settle);
        }
        participants.put(
                visitor.connectionId(),
                new Participant(
                        visitor.connectionId(),
                        visitor.playerId(),
                        new Selection(config),
                        new FrameGate(config, meters, nanos.getAsLong()),
                        outlet));
    }

    @Override
    public void closed(String connectionId) {
        var gone = participants.remove(connectionId);
        if (gone != null) {
            gone.end().forEach(room -> room.forget(gone));
        }
    }

    /** Ends what ends without a frame. */
    void settle() {
        outlet.settle(nanos.getAsLong());
    }

    private long listeners() {
        return rooms.values().stream()
                .mapToLong(room -> room.scene().listeners())
                .sum();
    }

    @PreDestroy
    void stop() {
        clockwork.close();
    }
}
