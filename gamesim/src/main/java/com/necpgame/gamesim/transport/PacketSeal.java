package com.necpgame.gamesim.transport;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals or opens the packets of one direction of one connection: AES-256-GCM, the nonce is four zero bytes and the
 * sequence, the packet's type is authenticated with it. One object does either, not both: its cipher then keeps its
 * key schedule.
 */
final class PacketSeal {
    private static final int NONCE_BYTES = 12;

    private final SecretKeySpec key;
    private final Cipher cipher;
    private final byte[] type = new byte[1];
    private final byte[] nonce = new byte[NONCE_BYTES];

    PacketSeal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** Seals what remains in {@code plain} behind the position of {@code out}. A sequence is sealed once. */
    void seal(byte packetType, long sequence, ByteBuffer plain, ByteBuffer out) {
        try {
            init(Cipher.ENCRYPT_MODE, packetType, sequence);
            cipher.doFinal(plain, out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing needs no more than a new sequence", e);
        }
    }

    /** Opens what remains in {@code sealed} behind the position of {@code out}; false where it is forged. */
    boolean open(byte packetType, long sequence, ByteBuffer sealed, ByteBuffer out) {
        try {
            init(Cipher.DECRYPT_MODE, packetType, sequence);
            cipher.doFinal(sealed, out);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private void init(int mode, byte packetType, long sequence) throws GeneralSecurityException {
        type[0] = packetType;
        ByteBuffer.wrap(nonce).putLong(NONCE_BYTES - Long.BYTES, sequence);
        cipher.init(mode, key, new GCMParameterSpec(Packet.TAG_BYTES * 8, nonce));
        cipher.updateAAD(type);
    }
}
