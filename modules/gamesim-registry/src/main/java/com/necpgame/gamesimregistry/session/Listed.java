package com.necpgame.gamesimregistry.session;

import com.necpgame.platform.data.ItemKey;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Map;

/**
 * A running session where it can be found without its id: by those who search, and by the sweep for those that nobody
 * claims. A session moves from one stage to the other with its claim.
 */
@MappedEntity(SessionTable.NAME)
@ItemKey(partition = "OPEN#{stage}#{shard}", sort = "{gameSimId}")
record Listed(
        Stage stage,
        String shard,
        String gameSimId,
        String region,
        Map<String, String> labels,
        boolean isPrivate,
        Instant claimBy) {
    /** Whether anybody has come. */
    enum Stage {
        UNCLAIMED,
        CLAIMED
    }

    static Listed of(Session session, Stage stage) {
        return new Listed(
                stage,
                SessionTable.shard(session.gameSimId()),
                session.gameSimId(),
                session.host().region(),
                session.terms().labels(),
                session.terms().isPrivate(),
                session.claimBy());
    }
}
