package com.necpgame.platform.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Where the chance of a test comes from: one number that, given again, makes every stream draw the same. Taken
 * from the system property {@value #PROPERTY}, or drawn anew once for each JVM.
 *
 * <p>With {@link Seeded} a test takes it as a parameter, and its failure names it.
 */
public record Seed(long value) {
    /** The system property that repeats a run: {@code -Dseed=42}. */
    public static final String PROPERTY = "seed";

    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    /** The seed of this JVM's tests. */
    public static Seed ofRun() {
        return OfRun.SEED;
    }

    /**
     * A stream of chance. Streams of different names are independent of each other and of the order in which they
     * are asked for; the same name gives the same stream from its start. One thread at a time may use a stream.
     */
    public RandomGenerator random(String name) {
        return FACTORY.create(ByteBuffer.wrap(digest(name)).getLong());
    }

    private byte[] digest(String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
            return digest.digest(name.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** How to repeat the run: {@code -Dseed=42}. */
    @Override
    public String toString() {
        return "-D" + PROPERTY + "=" + value;
    }

    private static final class OfRun {
        static final Seed SEED = read();

        private static Seed read() {
            Long given = Long.getLong(PROPERTY);
            return new Seed(given == null ? new SecureRandom().nextLong() : given);
        }
    }
}
