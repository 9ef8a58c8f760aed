package com.necpgame.gamesimregistry.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.testkit.server.Running;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class TokenKeysTest {
    private static final byte[] SECRET = "a secret of thirty-two bytes....".getBytes(StandardCharsets.US_ASCII);

    /** RFC 5869 by hand: extract with a salt of zeros, then the first block of expand. */
    @Test
    void theKeyIsHkdfOfTheSecret() throws GeneralSecurityException {
        var extracted = hmac(new byte[32], SECRET);
        var info = "necpgame gamesim sim_1/7\u0001".getBytes(StandardCharsets.UTF_8);

        assertThat(TokenKeys.derive(SECRET, "sim_1", 7)).isEqualTo(hmac(extracted, info));
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    @Test
    void eachServerAndEpochHasItsOwnAtEveryInstance() {
        try (var store = TemporaryDynamo.open();
                var server = Running.over(store.client(), Map.of(Yard.SWITCH, true));
                var other = Running.over(store.client(), Map.of(Yard.SWITCH, true))) {
            var keys = server.bean(TokenKeys.class);

            assertThat(keys.of("sim_1", 1)).hasSize(TokenKeys.BYTES);
            assertThat(other.bean(TokenKeys.class).of("sim_1", 1)).isEqualTo(keys.of("sim_1", 1));
            assertThat(keys.of("sim_1", 2)).isNotEqualTo(keys.of("sim_1", 1));
            assertThat(keys.of("sim_2", 1)).isNotEqualTo(keys.of("sim_1", 1));
        }
    }
}
