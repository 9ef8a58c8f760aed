package com.necpgame.gamesimregistry.session;

import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Passwords of sessions, kept as PBKDF2-HMAC-SHA256 with a salt of their own.
 *
 * <p>{@value #ITERATIONS} iterations, not the hundreds of thousands that are right for accounts: the hash is deleted with
 * its session, minutes later, and a join must not be a way to burn half a second of a core. It costs some
 * milliseconds, which makes guessing by joins slow too.
 */
@Singleton
final class Passwords {
    static final int LENGTH_MAX = 64;

    private static final int ITERATIONS = 10_000;
    private static final int HASH_BITS = 256;
    private static final int SALT_BYTES = 16;

    private final RandomGenerator random;

    Passwords(RandomGenerator random) {
        this.random = random;
    }

    /** What is kept of a password. */
    @Introspected
    record Hash(byte[] salt, byte[] value) {}

    Hash hash(String password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Hash(salt, derive(password, salt));
    }

    /** In a time that does not tell how much of it is right. */
    boolean matches(Hash hash, String password) {
        return MessageDigest.isEqual(hash.value(), derive(password, hash.salt()));
    }

    private static byte[] derive(String password, byte[] salt) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, HASH_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("this Java platform has PBKDF2WithHmacSHA256", e);
        }
    }
}
