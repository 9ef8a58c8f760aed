package com.necpgame.gamesim.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.necpgame.gamesim.transport.JoinClaims.Role;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** Opens the join tokens of one server and epoch. */
final class TokenOpener {
    private static final byte VERSION = 1;

    private final TokenSeal seal;
    private final long protocolId;

    TokenOpener(byte[] tokenKey, long protocolId) {
        this.seal = new TokenSeal(tokenKey);
        this.protocolId = protocolId;
    }

    /** What can be said of a token, at the buffer's position, without a key: why it is refused, or null. */
    @Nullable
    DropCause glance(ByteBuffer sent, long nowMillis) {
        int at = sent.position();
        if (sent.getLong(at) != JoinToken.MAGIC || sent.getLong(at + 8) != protocolId) {
            return DropCause.FOREIGN_PROTOCOL;
        }
        return sent.getLong(at + 16) <= nowMillis ? DropCause.EXPIRED : null;
    }

    /** What the token at the buffer's position says, or null where it is none of this server and epoch. The position moves behind it. */
    @Nullable
    Admission open(ByteBuffer sent) {
        long expiresAtMillis = sent.getLong(sent.position() + 16);
        try {
            return admission(seal.open(sent), expiresAtMillis);
        } catch (GeneralSecurityException | CharacterCodingException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Admission admission(ByteBuffer in, long expiresAtMillis) throws CharacterCodingException {
        if (in.get() != VERSION) {
            throw new IllegalArgumentException("a private part of another version");
        }
        var role = role(in.get());
        int slot = Byte.toUnsignedInt(in.get());
        int playersMax = Byte.toUnsignedInt(in.get());
        long seed = in.getLong();
        var id = new Admission.Id(in.getLong(), in.getLong());
        var clientToServer = key(in);
        var serverToClient = key(in);
        var claims = new JoinClaims(text(in), text(in), text(in), text(in), text(in), role, slot, playersMax, seed);
        return new Admission(claims, id, clientToServer, serverToClient, expiresAtMillis);
    }

    private static Role role(byte code) {
        return switch (code) {
            case 0 -> Role.PLAYER;
            case 1 -> Role.SPECTATOR;
            default -> throw new IllegalArgumentException("no such role: " + code);
        };
    }

    private static byte[] key(ByteBuffer in) {
        var key = new byte[JoinToken.KEY_BYTES];
        in.get(key);
        return key;
    }

    private static String text(ByteBuffer in) throws CharacterCodingException {
        int length = Short.toUnsignedInt(in.getShort());
        if (length > in.remaining()) {
            throw new IllegalArgumentException("a text longer than what is left");
        }
        var text = in.slice(in.position(), length);
        in.position(in.position() + length);
        return UTF_8.newDecoder().decode(text).toString();
    }
}
