package com.necpgame.platform.runtime.paging;

import static com.necpgame.platform.runtime.problem.PlatformProblem.CURSOR_INVALID;

import com.necpgame.platform.data.PageOf;
import com.necpgame.platform.data.Position;
import com.necpgame.platform.runtime.GameModules;
import com.necpgame.platform.runtime.store.Secrets;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Positions in a list, as clients hold them: opaque, and good for one list of one caller only.
 *
 * <p>A cursor is base64url of a version byte, 16 bytes of HMAC-SHA256 over scope and position, and the position. The
 * key is made once and kept in the module's table, so that cursors outlive restarts and work on every instance.
 */
@Singleton
public final class Cursors {
    /** Longer ones are refused unread. */
    public static final int LENGTH_MAX = 1024;

    private static final byte VERSION = 1;
    private static final int MAC_BYTES = 16;
    private static final int HEAD_BYTES = 1 + MAC_BYTES;

    private final Secrets secrets;

    Cursors(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The cursors of one list: the one that the owner answers for this caller. */
    public Scope scope(Class<?> owner, String list, String caller) {
        return scope(GameModules.of(owner), list, caller);
    }

    /** The same for a list out of a module's table that the platform answers. */
    public Scope scope(String module, String list, String caller) {
        return new Scope(module, list + '\n' + caller);
    }

    /** Cursors that are good for one list of one caller. */
    public final class Scope {
        private final String module;
        private final String binding;

        private Scope(String module, String binding) {
            this.module = module;
            this.binding = binding;
        }

        /** The page that a request asks for; a cursor of another list or caller is refused. */
        public PageOf page(int limit, @Nullable String cursor) {
            return new PageOf(limit, cursor == null ? null : Position.parse(open(cursor)));
        }

        public @Nullable String seal(@Nullable Position next) {
            return next == null ? null : seal(next.toString());
        }

        /** The same for a list that pages by something else than its rows' keys. */
        public @Nullable String sealText(@Nullable String next) {
            return next == null ? null : seal(next);
        }

        /** What {@link #sealText} sealed; a cursor of another list or caller is refused. */
        public @Nullable String text(@Nullable String cursor) {
            return cursor == null ? null : open(cursor);
        }

        private String seal(String text) {
            var position = text.getBytes(StandardCharsets.UTF_8);
            var sealed = new byte[HEAD_BYTES + position.length];
            sealed[0] = VERSION;
            System.arraycopy(mac(position), 0, sealed, 1, MAC_BYTES);
            System.arraycopy(position, 0, sealed, HEAD_BYTES, position.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        }

        private String open(String cursor) {
            var sealed = decode(cursor);
            var position = Arrays.copyOfRange(sealed, HEAD_BYTES, sealed.length);
            var mac = Arrays.copyOfRange(sealed, 1, HEAD_BYTES);
            if (sealed[0] != VERSION || !MessageDigest.isEqual(mac, mac(position))) {
                throw CURSOR_INVALID.refuse();
            }
            return new String(position, StandardCharsets.UTF_8);
        }

        private byte[] mac(byte[] position) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secrets.of(module, "cursor"), "HmacSHA256"));
                mac.update(binding.getBytes(StandardCharsets.UTF_8));
                mac.update((byte) 0);
                return Arrays.copyOf(mac.doFinal(position), MAC_BYTES);
            } catch (GeneralSecurityException e) {
                throw new AssertionError("every Java platform has HmacSHA256", e);
            }
        }
    }

    private static byte[] decode(String cursor) {
        if (cursor.length() > LENGTH_MAX) {
            throw CURSOR_INVALID.refuse();
        }
        try {
            var sealed = Base64.getUrlDecoder().decode(cursor);
            if (sealed.length <= HEAD_BYTES) {
                throw CURSOR_INVALID.refuse();
            }
            return sealed;
        } catch (IllegalArgumentException e) {
            throw CURSOR_INVALID.refuse();
        }
    }
}
