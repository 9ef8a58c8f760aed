package com.necpgame.player;

import com.necpgame.contracts.PlayerId;
import com.necpgame.platform.data.ItemKey;
import com.necpgame.platform.runtime.version.ETag;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Version;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one player, apart by who may see it and who may change it.
 *
 * @param publicFields for everybody; changed by the player
 * @param privateFields for the player alone
 * @param serverFields for the player, game servers and operators; changed by the latter two
 */
@MappedEntity(ProfileTable.NAME)
@ItemKey(partition = "PLAYER#{playerId}", sort = "PROFILE")
record Profile(
        String playerId,
        PublicFields publicFields,
        PrivateFields privateFields,
        ServerFields serverFields,
        Instant joinedAt,
        Instant editedAt,
        @Version long version) {

    @Introspected
    record PublicFields(String displayName, @Nullable String bio) {}

    /** @param settings what the player's clients keep */
    @Introspected
    record PrivateFields(Map<String, String> settings) {}

    /** @param fields what game servers keep */
    @Introspected
    record ServerFields(Map<String, String> fields) {}

    /** Of a player who has come just now. */
    static Profile first(PlayerId player, Instant now) {
        return new Profile(
                player.value(),
                new PublicFields(DisplayName.before(player).value(), null),
                new PrivateFields(Map.of()),
                new ServerFields(Map.of()),
                now,
                now,
                1);
    }

    ETag tag() {
        return new ETag(version);
    }

    Profile edited(ProfileEdit edit, Instant now) {
        return new Profile(
                playerId,
                new PublicFields(edit.displayName().value(), edit.bio()),
                new PrivateFields(edit.settings().values()),
                serverFields,
                joinedAt,
                now,
                version);
    }

    Profile kept(Fields fields, Instant now) {
        var kept = new ServerFields(fields.values());
        return new Profile(playerId, publicFields, privateFields, kept, joinedAt, now, version);
    }

    /** This, as it is stored once it has replaced this version. */
    Profile stored() {
        return new Profile(playerId, publicFields, privateFields, serverFields, joinedAt, editedAt, version + 1);
    }
}
