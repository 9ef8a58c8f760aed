package com.necpgame.player;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.Items;
import com.necpgame.platform.data.Write;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The players' one table.
 *
 * <pre>
 *  item      pk                  sk        attributes
 *  profile   PLAYER#{playerId}   PROFILE   publicFields, privateFields, serverFields, joinedAt, editedAt, version
 *
 *  question                      answered by
 *  who is a player?              GetItem  PLAYER#{playerId} / PROFILE
 * </pre>
 */
@Singleton
final class ProfileTable {
    static final String NAME = "player";

    private final Items<Profile> profiles;

    ProfileTable(Dynamo dynamo) {
        this.profiles = dynamo.items(Profile.class);
    }

    @Nullable
    Profile profile(String playerId) {
        return profiles.get(playerId);
    }

    Write join(Profile profile) {
        return profiles.insert(profile);
    }

    /** In place of the version that the profile was made from. */
    Write replace(Profile profile) {
        return profiles.replace(profile);
    }
}
