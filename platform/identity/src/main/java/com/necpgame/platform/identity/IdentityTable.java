package com.necpgame.platform.identity;

import com.necpgame.platform.data.Dynamo;
import com.necpgame.platform.data.Items;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The built-in issuer's one table.
 *
 * <pre>
 *  item    pk                    sk     attributes
 *  key     KEY                   {id}   jwk, madeAt
 *  device  DEVICE#{deviceHash}   -      subject, at
 *  client  CLIENT#{id}           -      secretHash, scopes, groups
 *
 *  question                       answered by
 *  which keys sign and verify?    Query    KEY, newest first
 *  who is behind this device?     GetItem  DEVICE#{deviceHash} / -
 *  which client is this?          GetItem  CLIENT#{id} / -
 * </pre>
 */
@Singleton
final class IdentityTable {
    static final String NAME = "identity";
    private static final int KEYS_MAX = 10;

    private final Items<KeyRow> keys;
    private final Items<DeviceRow> devices;
    private final Items<ClientRow> clients;

    IdentityTable(Dynamo dynamo) {
        this.keys = dynamo.items(KeyRow.class);
        this.devices = dynamo.items(DeviceRow.class);
        this.clients = dynamo.items(ClientRow.class);
    }

    List<KeyRow> keys() {
        return keys.query().descending().limit(KEYS_MAX).list();
    }

    void add(KeyRow key) {
        keys.write(keys.insert(key));
    }

    @Nullable
    DeviceRow device(String deviceHash) {
        return devices.get(deviceHash);
    }

    /** @return whether the device was new */
    boolean add(DeviceRow device) {
        try {
            devices.write(devices.insert(device).otherwise(Known::new));
            return true;
        } catch (Known e) {
            return false;
        }
    }

    @Nullable
    ClientRow client(String id) {
        return clients.get(id);
    }

    void put(ClientRow client) {
        clients.write(clients.put(client));
    }

    private static final class Known extends RuntimeException {
        Known() {
            super("known", null, false, false);
        }
    }
}
