package com.necpgame.voice.room;

import com.necpgame.platform.runtime.Backoff;
import com.necpgame.platform.runtime.transaction.Replanning;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How many may be where, and for how long.
 *
 * @param membersDefault how many connections a room takes where its maker does not say
 * @param lobbyMembersMax how many connections the lobby takes; more are let in, but hear nobody until they join a room
 * @param whisperMembersMax how many connections a whisper takes at most; two where its maker does not say
 * @param roomsPerConnectionMax how many rooms one connection may be in, the lobby aside
 * @param roomsPerPlayerMax how many rooms that a player has made may be there
 * @param blocksMax how many others one player may block
 * @param mutesMax how many others one player may mute for themselves
 * @param absence how long a connection that was lost keeps its places, and can be resumed
 * @param emptyKept how long a room without members is kept
 * @param tokenDefault how long a room token is good where its maker does not say
 * @param tokenMax how long a room token is good at most
 * @param presenceEvery in rooms of many, news of members are gathered for so long
 * @param statsEvery a connection tells how well it hears at most this often
 * @param plansMax how often a change of a room is planned anew because others changed the room meanwhile
 * @param backoffBase the bound of the first wait between plans; doubles with each
 * @param backoffMax the longest bound of a wait between plans
 */
@Context
@ConfigurationProperties("necpgame.voice.room")
record RoomConfig(
        @Bindable(defaultValue = "100") int membersDefault,
        @Bindable(defaultValue = "1000") int lobbyMembersMax,
        @Bindable(defaultValue = "8") int whisperMembersMax,
        @Bindable(defaultValue = "8") int roomsPerConnectionMax,
        @Bindable(defaultValue = "5") int roomsPerPlayerMax,
        @Bindable(defaultValue = "500") int blocksMax,
        @Bindable(defaultValue = "500") int mutesMax,
        @Bindable(defaultValue = "30s") Duration absence,
        @Bindable(defaultValue = "10m") Duration emptyKept,
        @Bindable(defaultValue = "1h") Duration tokenDefault,
        @Bindable(defaultValue = "24h") Duration tokenMax,
        @Bindable(defaultValue = "200ms") Duration presenceEvery,
        @Bindable(defaultValue = "5s") Duration statsEvery,
        @Bindable(defaultValue = "20") int plansMax,
        @Bindable(defaultValue = "5ms") Duration backoffBase,
        @Bindable(defaultValue = "200ms") Duration backoffMax) {
    /** The most members of any room: its members are read as one list. */
    static final int MEMBERS_MAX = 1000;

    RoomConfig {
        within("members-default", membersDefault, 1, MEMBERS_MAX);
        within("lobby-members-max", lobbyMembersMax, 1, MEMBERS_MAX);
        within("whisper-members-max", whisperMembersMax, 2, 16);
        within("rooms-per-connection-max", roomsPerConnectionMax, 1, 32);
        within("rooms-per-player-max", roomsPerPlayerMax, 1, 100);
        // Both are read as one list.
        within("blocks-max", blocksMax, 1, 500);
        within("mutes-max", mutesMax, 1, 500);
        within("plans-max", plansMax, 1, 100);
        positive("absence", absence);
        positive("empty-kept", emptyKept);
        positive("token-default", tokenDefault);
        positive("presence-every", presenceEvery);
        positive("stats-every", statsEvery);
        positive("backoff-base", backoffBase);
        if (tokenMax.compareTo(tokenDefault) < 0) {
            throw new IllegalArgumentException("necpgame.voice.room.token-max must not be below token-default");
        }
        if (backoffMax.compareTo(backoffBase) < 0) {
            throw new IllegalArgumentException("necpgame.voice.room.backoff-max must not be below backoff-base");
        }
    }

    private static void within(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException("necpgame.voice.room." + name + " must be " + low + " to " + high);
        }
    }

    private static void positive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("necpgame.voice.room." + name + " must be positive");
        }
    }

    Replanning replanning(RandomGenerator random) {
        return new Replanning(plansMax, new Backoff(random, backoffBase, backoffMax));
    }
}
