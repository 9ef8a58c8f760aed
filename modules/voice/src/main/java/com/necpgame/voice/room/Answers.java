package com.necpgame.voice.room;

import com.necpgame.voice.live.Cast.RoomType;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rooms say over the socket. */
final class Answers {
    private Answers() {}

    /**
     * Another connection in the room.
     *
     * @param mayTalk whether the room lets it speak
     * @param muted has switched off its own microphone
     */
    @Serdeable
    record MemberView(String playerId, int ssrc, boolean mayTalk, boolean muted, boolean listenOnly, boolean consents) {
        static MemberView of(Member member) {
            return new MemberView(
                    member.playerId(),
                    member.ssrc(),
                    member.maySpeak(),
                    member.muted(),
                    member.listenOnly(),
                    member.consents());
        }
    }

    /**
     * A room that the connection is in.
     *
     * @param alias names the room in binary frames
     * @param members all of them, this connection too
     */
    @Serdeable
    record JoinedRoom(
            String room,
            String type,
            int alias,
            boolean listenOnly,
            boolean mayTalk,
            boolean moderator,
            String recording,
            List<MemberView> members) {
        static JoinedRoom of(RoomState state, int alias, Member own) {
            var policy = state.room().policy();
            return new JoinedRoom(
                    state.room().id(),
                    Words.of(policy.type()),
                    alias,
                    own.listenOnly(),
                    own.maySpeak(),
                    own.isModerator(),
                    Words.of(policy.recording()),
                    state.members().values().stream().map(MemberView::of).toList());
        }

        boolean isLobby() {
            return type.equals(Words.of(RoomType.LOBBY));
        }
    }

    @Serdeable
    record Presence(String room, String event, MemberView member) {}

    @Serdeable
    record InRoom(String room) {}

    /**
     * The answer to {@code hello}.
     *
     * @param binary whether binary frames can be had
     * @param framing the one that was chosen
     * @param resumeToken takes this connection's places over when it is lost
     */
    @Serdeable
    record Welcome(
            String connectionId,
            String playerId,
            int ssrc,
            boolean binary,
            String framing,
            Limits limits,
            String resumeToken,
            boolean resumed,
            boolean echo,
            List<JoinedRoom> rooms) {}

    /**
     * @param messageBytes the longest text message
     * @param frameBytes the longest binary frame: 60 ms of PCM16 and the header
     * @param rooms how many rooms one connection may be in
     * @param absenceSeconds how long a lost connection can be resumed
     */
    @Serdeable
    record Limits(int messageBytes, int frameBytes, int rooms, long absenceSeconds) {
        static final int FRAME_BYTES = 16 + 1920;
    }

    /** The connection was put out of a room. */
    @Serdeable
    record Kicked(String room, @Nullable String reason, boolean banned) {}
}
