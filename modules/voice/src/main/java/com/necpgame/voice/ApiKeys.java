package com.necpgame.voice;

import static com.necpgame.voice.VoiceProblem.API_KEY_INVALID;

import com.necpgame.platform.runtime.StartNotice;
import com.necpgame.platform.runtime.store.Secrets;
import com.necpgame.platform.runtime.transaction.Transactions;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that clients show in {@code x-api-key}: those of the configuration, or else one that is made at the first
 * start, and shown then and never again.
 */
@Singleton
final class ApiKeys implements StartNotice {
    static final String HEADER = "x-api-key";
    private static final String NAME = "api-key";

    private final VoiceConfig config;
    private final Secrets secrets;
    private final DoorTable table;
    private final Transactions transactions;
    private volatile List<String> lines = List.of();

    ApiKeys(VoiceConfig config, Secrets secrets, DoorTable table, Transactions transactions) {
        this.config = config;
        this.secrets = secrets;
        this.table = table;
        this.transactions = transactions;
    }

    /** After the tables, before the first request. */
    @EventListener
    @Order(0)
    void onStart(StartupEvent event) {
        // Looked at first: a store that takes no writes, such as on a full disk, must not stop later starts.
        if (config.apiKeys().isEmpty() && !table.isTold(NAME)) {
            try {
                transactions.commit(table.tell(NAME).otherwise(ToldBefore::new));
                lines = List.of("voice: API key, made now and shown only this once:", "  " + HEADER + "=" + made());
            } catch (ToldBefore e) {
                lines = List.of();
            }
        }
    }

    private String made() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.of(DoorTable.NAME, NAME));
    }

    /** @throws com.necpgame.platform.runtime.problem.Refusal unless it is one of ours */
    void require(@Nullable String key) {
        var shown = hash(key == null ? "" : key);
        var known = config.apiKeys().isEmpty() ? List.of(made()) : config.apiKeys();
        var holds = false;
        // All of them, and by their hashes: the time that it takes tells nothing of a key.
        for (var each : known) {
            holds |= MessageDigest.isEqual(shown, hash(each));
        }
        if (!holds) {
            throw API_KEY_INVALID.refuse();
        }
    }

    private static byte[] hash(String key) {
        return Tickets.sha256(key.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> lines() {
        return lines;
    }

    private static final class ToldBefore extends RuntimeException {
        ToldBefore() {
            super("told before", null, false, false);
        }
    }
}
