package com.necpgame.platform.identity;

import com.necpgame.platform.runtime.StartNotice;
import com.necpgame.platform.runtime.caller.Caller;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The machines that may sign in: those of the configuration, and the operator. An operator without a configured secret
 * gets one at first start, which is shown then and never again.
 */
@Singleton
@Requires(missingProperty = "necpgame.identity.jwks-url")
final class Clients implements StartNotice {
    static final String OPERATOR = "operator";
    private static final int SECRET_BYTES = 24;

    private final IdentityTable table;
    private final IdentityConfig config;
    private final List<ClientConfig> configured;
    private volatile List<String> lines = List.of();

    Clients(IdentityTable table, IdentityConfig config, List<ClientConfig> configured) {
        this.table = table;
        this.config = config;
        this.configured = configured;
    }

    /** After the tables, before the first request. */
    @EventListener
    @Order(0)
    void onStart(StartupEvent event) {
        configured.forEach(client -> keep(client.row()));
        if (config.operatorSecret() != null) {
            keep(operator(config.operatorSecret()));
        } else if (table.client(OPERATOR) == null) {
            var bytes = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(bytes);
            var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            table.put(operator(secret));
            lines = List.of(
                    "operator credentials, made now and shown only this once:",
                    "  client_id=" + OPERATOR + " client_secret=" + secret);
        }
    }

    /** A start that changes nothing writes nothing, so that a server on a full disk still starts, and can be read. */
    private void keep(ClientRow client) {
        if (!client.equals(table.client(client.id()))) {
            table.put(client);
        }
    }

    private static ClientRow operator(String secret) {
        return new ClientRow(OPERATOR, Hash.of(secret), List.of(), List.of(Caller.OPERATOR_GROUP));
    }

    @Override
    public List<String> lines() {
        return lines;
    }
}
