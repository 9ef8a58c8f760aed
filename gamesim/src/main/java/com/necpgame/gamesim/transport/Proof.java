package com.necpgame.gamesim.transport;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The first 16 bytes of HMAC-SHA256: shows that who wrote the bytes before it has the key. */
final class Proof {
    private final Mac mac;

    Proof() {
        try {
            mac = Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /** Puts the proof of all bytes before the position. */
    void put(byte[] key, ByteBuffer out) {
        out.put(of(key, out), 0, Packet.MAC_BYTES);
    }

    /** Whether the proof at the position is of all bytes before it. */
    boolean isGood(byte[] key, ByteBuffer in) {
        var shown = new byte[Packet.MAC_BYTES];
        in.get(in.position(), shown);
        return MessageDigest.isEqual(shown, Arrays.copyOf(of(key, in), Packet.MAC_BYTES));
    }

    private byte[] of(byte[] key, ByteBuffer bytes) {
        try {
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(bytes.slice(0, bytes.position()));
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("any key is good for HMAC", e);
        }
    }
}
