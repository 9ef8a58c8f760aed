package com.necpgame.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.platform.embedded.TemporaryDynamo;
import com.necpgame.platform.runtime.problem.Refusal;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;

/** A token of which any character was changed, added or dropped is no token: there is one spelling of each. */
class TamperedTokenTest {
    private static final TemporaryDynamo STORE = TemporaryDynamo.open();
    private static final Issuer ISSUER = Issuer.over(STORE);
    private static final RefreshTokens REFRESH_TOKENS = ISSUER.bean(RefreshTokens.class);
    private static final String TOKEN = ISSUER.guest("device-0001").string("/refreshToken");

    @AfterContainer
    static void stop() {
        ISSUER.close();
        STORE.close();
    }

    @Example
    void theTokenItselfIsGood() {
        assertThat(REFRESH_TOKENS.subject(TOKEN)).isEqualTo(Issuer.claims(TOKEN).getSubject());
    }

    @Property(tries = 2000)
    void aChangedCharacterIsRefused(
            @ForAll @IntRange(max = 5000) int place, @ForAll @CharRange(from = '-', to = 'z') char other) {
        int at = place % TOKEN.length();
        Assume.that(TOKEN.charAt(at) != other);
        isRefused(TOKEN.substring(0, at) + other + TOKEN.substring(at + 1));
    }

    /** Nearly all characters of the last place differ in bits that decoding drops. */
    @Property
    void aChangedLastCharacterIsRefused(@ForAll @CharRange(from = '-', to = 'z') char other) {
        Assume.that(TOKEN.charAt(TOKEN.length() - 1) != other);
        isRefused(TOKEN.substring(0, TOKEN.length() - 1) + other);
    }

    @Property(tries = 500)
    void anAddedTextIsRefused(
            @ForAll @IntRange(max = 5000) int place, @ForAll @StringLength(min = 1, max = 8) String text) {
        int at = place % (TOKEN.length() + 1);
        isRefused(TOKEN.substring(0, at) + text + TOKEN.substring(at));
    }

    @Property(tries = 500)
    void aCutTokenIsRefused(@ForAll @IntRange(max = 5000) int from, @ForAll @IntRange(min = 1, max = 50) int length) {
        int at = from % TOKEN.length();
        isRefused(TOKEN.substring(0, at) + TOKEN.substring(Math.min(TOKEN.length(), at + length)));
    }

    /** Blanks around a token belong to whatever carries it. */
    private static void isRefused(String token) {
        Assume.that(!token.trim().equals(TOKEN));
        assertThatThrownBy(() -> REFRESH_TOKENS.subject(token)).as(token).isInstanceOf(Refusal.class);
    }
}
