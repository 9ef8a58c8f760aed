package com.necpgame.gamesimregistry.fleet;

import com.necpgame.platform.runtime.store.Secrets;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The keys under which join tokens are sealed, one for each epoch of each server: HKDF-SHA256 of the registry's secret.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5869">RFC 5869</a>
 */
@Singleton
public final class TokenKeys {
    /** The length of a key. */
    public static final int BYTES = 32;

    private final Secrets secrets;

    TokenKeys(Secrets secrets) {
        this.secrets = secrets;
    }

    /** {@value #BYTES} bytes, the same at every instance. */
    public byte[] of(String simId, long epoch) {
        return derive(secrets.of(FleetTable.NAME, "join-token"), simId, epoch);
    }

    static byte[] derive(byte[] secret, String simId, long epoch) {
        var info = ("necpgame gamesim " + simId + '/' + epoch).getBytes(StandardCharsets.UTF_8);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, BYTES));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("JDK 25 has HKDF-SHA256", e);
        }
    }
}
