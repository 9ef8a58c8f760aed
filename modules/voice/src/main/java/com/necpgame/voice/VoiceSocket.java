package com.necpgame.voice;

import static com.necpgame.voice.VoiceProblem.UNKNOWN_ACTION;

import com.necpgame.platform.runtime.problem.Refusal;
import com.necpgame.platform.runtime.socket.SocketLimits;
import com.necpgame.platform.runtime.socket.SocketRequest;
import com.necpgame.platform.runtime.socket.SocketRoute;
import com.necpgame.voice.live.Frames;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The socket at {@value #PATH}: lets players in, and hands what they send to the feature that it is for. */
@Singleton
final class VoiceSocket implements SocketRoute {
    static final String PATH = "/voice";

    private final VoiceConfig config;
    private final Doorway doorway;
    private final List<Visits> features;
    private final Map<String, Action> actions;
    private final Frames frames;
    private final Wire wire;

    VoiceSocket(
            VoiceConfig config,
            Doorway doorway,
            List<Visits> features,
            List<Action> actions,
            Frames frames,
            Wire wire) {
        this.config = config;
        this.doorway = doorway;
        this.features = List.copyOf(features);
        this.actions = byName(actions);
        this.frames = frames;
        this.wire = wire;
    }

    private static Map<String, Action> byName(List<Action> actions) {
        var byName = new HashMap<String, Action>();
        for (var action : actions) {
            for (var name : action.names()) {
                if (byName.put(name, action) != null) {
                    throw new IllegalStateException("Two features want the action " + name);
                }
            }
        }
        return Map.copyOf(byName);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public SocketLimits limits() {
        return new SocketLimits(
                config.messageBytesMax(), config.queueBytesMax(), config.stalledMax(), config.textsPending());
    }

    @Override
    public void open(SocketRequest request) {
        var visitor = doorway.admit(request);
        try {
            features.forEach(feature -> feature.opened(visitor));
        } catch (RuntimeException e) {
            closed(visitor.connectionId());
            throw e;
        }
    }

    @Override
    public void text(String connectionId, String text) {
        var message = wire.read(text);
        try {
            var action = actions.get(message.action());
            if (action == null) {
                throw UNKNOWN_ACTION.refuse();
            }
            action.on(connectionId, message);
        } catch (Refusal refusal) {
            // Here and not at the edge, which does not know the cid.
            wire.refuse(connectionId, message.cid(), refusal);
        }
    }

    @Override
    public void binary(String connectionId, byte[] message) {
        frames.accept(connectionId, message);
    }

    @Override
    public void closed(String connectionId) {
        features.reversed().forEach(feature -> feature.closed(connectionId));
    }
}
