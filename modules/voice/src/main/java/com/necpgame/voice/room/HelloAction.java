package com.necpgame.voice.room;

import static com.necpgame.voice.VoiceProblem.CODEC_UNKNOWN;
import static com.necpgame.voice.VoiceProblem.UNREADABLE;

import com.necpgame.platform.runtime.socket.Connections;
import com.necpgame.voice.Action;
import com.necpgame.voice.Message;
import com.necpgame.voice.VoiceConfig;
import com.necpgame.voice.Wire;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code hello}: what a client takes and wants; may be said again. */
@Singleton
final class HelloAction implements Action {
    private static final Set<String> CODECS = Set.of("pcm16", "opus");

    private final Attendance attendance;
    private final Resumption resumption;
    private final Headsets headsets;
    private final Rosters rosters;
    private final RoomTable table;
    private final Connections connections;
    private final VoiceConfig voice;
    private final RoomConfig config;
    private final Wire wire;

    HelloAction(
            Attendance attendance,
            Resumption resumption,
            Headsets headsets,
            Rosters rosters,
            RoomTable table,
            Connections connections,
            VoiceConfig voice,
            RoomConfig config,
            Wire wire) {
        this.attendance = attendance;
        this.resumption = resumption;
        this.headsets = headsets;
        this.rosters = rosters;
        this.table = table;
        this.connections = connections;
        this.voice = voice;
        this.config = config;
        this.wire = wire;
    }

    /**
     * @param framing of audio to this client; JSON where nothing is said
     * @param codecs what it can play; PCM16 it must
     * @param resume the token of a connection that was lost
     * @param echo whether it tries its microphone
     */
    @Serdeable
    record Hello(
            @Nullable String framing,
            @Nullable @Size(max = 8) List<@Size(max = 16) String> codecs,
            @Nullable @Size(max = Seals.LENGTH_MAX) String resume,
            @Nullable Boolean echo) {
        boolean isBinary() {
            return framing != null && Words.read(Framing.class, "framing", framing, UNREADABLE) == Framing.BINARY;
        }

        boolean playsOpus() {
            var unknown = codecs == null
                    ? List.of()
                    : codecs.stream().filter(each -> !CODECS.contains(each)).toList();
            if (!unknown.isEmpty()) {
                throw CODEC_UNKNOWN.refuse();
            }
            return codecs != null && codecs.contains("opus");
        }
    }

    /** How audio comes to a client. */
    private enum Framing {
        JSON,
        BINARY
    }

    @Override
    public Set<String> names() {
        return Set.of("hello");
    }

    @Override
    public void on(String connectionId, Message message) {
        var hello = wire.data(message, Hello.class);
        var binary = hello.isBinary() && connections.carriesBinary();
        var settings = new Headset.Settings(true, binary, hello.playsOpus());
        if (hello.resume() != null) {
            resumption.resume(connectionId, hello.resume());
        }
        var headset = headsets.get(connectionId);
        headset.set(settings);
        attendance.set(connectionId, attendee -> greeted(attendee).echoing(Boolean.TRUE.equals(hello.echo())));
        rosters.recast(Set.copyOf(headset.rooms()));
        wire.send(connectionId, "welcome", message.cid(), welcome(headset, hello, binary));
    }

    /** Noted where this process does not remember it. */
    private Attendee greeted(Attendee attendee) {
        return connections.areHere() ? attendee : attendee.welcomed();
    }

    private Answers.Welcome welcome(Headset headset, Hello hello, boolean binary) {
        return new Answers.Welcome(
                headset.connectionId(),
                headset.playerId(),
                headset.ssrc(),
                connections.carriesBinary(),
                Words.of(binary ? Framing.BINARY : Framing.JSON),
                new Answers.Limits(
                        voice.messageBytesMax(),
                        Answers.Limits.FRAME_BYTES,
                        config.roomsPerConnectionMax(),
                        config.absence().toSeconds()),
                resumption.token(headset),
                hello.resume() != null,
                Boolean.TRUE.equals(hello.echo()),
                rooms(headset.connectionId()));
    }

    private List<Answers.JoinedRoom> rooms(String connectionId) {
        return table.rooms(attendance.attendee(connectionId)).stream()
                .map(room -> rosters.joined(room, connectionId))
                .filter(Objects::nonNull)
                .toList();
    }
}
