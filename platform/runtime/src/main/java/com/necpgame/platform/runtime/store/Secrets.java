package com.necpgame.platform.runtime.store;

import com.necpgame.platform.data.Dynamo;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keys that a module needs and nobody has to configure: made at first use, kept in the module's table. */
@Singleton
public final class Secrets {
    private static final int BYTES = 32;

    private final Dynamo dynamo;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, byte[]> known = new ConcurrentHashMap<>();

    Secrets(Dynamo dynamo) {
        this.dynamo = dynamo;
    }

    /** {@value #BYTES} bytes, the same for every instance and after every restart. */
    public byte[] of(String module, String name) {
        return known.computeIfAbsent(module + "/" + name, key -> readOrMake(module, name));
    }

    private byte[] readOrMake(String module, String name) {
        var rows = dynamo.items(SecretRow.class, module);
        var found = rows.get(name);
        if (found != null) {
            return found.value();
        }
        var made = new byte[BYTES];
        random.nextBytes(made);
        try {
            rows.write(rows.insert(new SecretRow(name, made)).otherwise(MadeByAnother::new));
            return made;
        } catch (MadeByAnother e) {
            return readOrMake(module, name);
        }
    }

    private static final class MadeByAnother extends RuntimeException {
        MadeByAnother() {
            super("made by another", null, false, false);
        }
    }
}
