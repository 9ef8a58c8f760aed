package com.necpgame.platform.embedded.door;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Door} opens.
 *
 * @param address where it listens; port 0 takes a free one. An address beyond loopback needs an access key id
 * @param accessKeyId the access key id that every request must name, or null if any will do (loopback only). It is a
 *     password: signatures are not verified, so who can read it on the wire can use it; add {@code tls} beyond loopback
 * @param tls the key store of HTTPS, or null for HTTP
 * @param grace how long {@link Door#close} waits for calls under way
 */
public record DoorOptions(
        InetSocketAddress address,
        @Nullable String accessKeyId,
        @Nullable Tls tls,
        Duration grace) {
    /** The fewest characters of an access key id. */
    public static final int ACCESS_KEY_ID_CHARACTERS_MIN = 16;

    /** The most characters of an access key id, as in AWS. */
    public static final int ACCESS_KEY_ID_CHARACTERS_MAX = 128;

    private static final Duration GRACE = Duration.ofSeconds(10);

    /**
     * What HTTPS needs.
     *
     * @param keyStore a PKCS #12 or JKS file with one key and its certificates
     * @param password of the file and of the key
     */
    public record Tls(Path keyStore, String password) {
        /** The path alone: a password has no place in a log. */
        @Override
        public String toString() {
            return "Tls[" + keyStore + "]";
        }
    }

    public DoorOptions {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the door cannot listen on an unknown host: " + address.getHostString());
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("the door's grace must not be negative: " + grace);
        }
        if (accessKeyId == null) {
            if (!address.getAddress().isLoopbackAddress()) {
                throw new IllegalArgumentException("the door opens beyond loopback only with an access key id: "
                        + address.getAddress().getHostAddress());
            }
        } else if (!accessKeyId.matches(
                "\\w{" + ACCESS_KEY_ID_CHARACTERS_MIN + "," + ACCESS_KEY_ID_CHARACTERS_MAX + "}")) {
            throw new IllegalArgumentException("the door's access key id needs " + ACCESS_KEY_ID_CHARACTERS_MIN + " to "
                    + ACCESS_KEY_ID_CHARACTERS_MAX + " letters, digits or underscores");
        }
    }

    /** HTTP on loopback, for any access key id. */
    public static DoorOptions onLoopback(int port) {
        return new DoorOptions(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), null, null, GRACE);
    }

    /** The same on another address. Beyond loopback comes after {@link #onlyFor}. */
    public DoorOptions at(InetSocketAddress address) {
        return new DoorOptions(address, accessKeyId, tls, grace);
    }

    /** The same, over HTTPS. */
    public DoorOptions over(Tls tls) {
        return new DoorOptions(address, accessKeyId, tls, grace);
    }

    /** The same, for one access key id only. */
    public DoorOptions onlyFor(String accessKeyId) {
        return new DoorOptions(address, accessKeyId, tls, grace);
    }

    /** The same, closing after at most so long. */
    public DoorOptions closingWithin(Duration grace) {
        return new DoorOptions(address, accessKeyId, tls, grace);
    }

    /** Names no secret. */
    @Override
    public String toString() {
        return "DoorOptions[" + address + (accessKeyId == null ? "" : ", with an access key id")
                + (tls == null ? "" : ", " + tls) + "]";
    }
}
