package com.necpgame.platform.data;

import static com.necpgame.platform.data.Conditions.absent;
import static com.necpgame.platform.data.Conditions.all;
import static com.necpgame.platform.data.Conditions.any;
import static com.necpgame.platform.data.Conditions.atLeast;
import static com.necpgame.platform.data.Conditions.atMost;
import static com.necpgame.platform.data.Conditions.attributeAbsent;
import static com.necpgame.platform.data.Conditions.attributePresent;
import static com.necpgame.platform.data.Conditions.between;
import static com.necpgame.platform.data.Conditions.eq;
import static com.necpgame.platform.data.Conditions.exists;
import static com.necpgame.platform.data.Conditions.in;
import static com.necpgame.platform.data.Conditions.lessThan;
import static com.necpgame.platform.data.Conditions.moreThan;
import static com.necpgame.platform.data.Conditions.ne;
import static com.necpgame.platform.data.Conditions.not;
import static com.necpgame.platform.data.Conditions.startsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every condition is asked of a wallet with 5 available and no hour, and of one that is not there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConditionsTest {
    private final LocalStore store = new LocalStore();
    private final Items<Wallet> wallets = store.dynamo.items(Wallet.class);

    @BeforeAll
    void fill() {
        wallets.write(wallets.put(Wallet.of("ada", "EUR", 5)));
    }

    @AfterAll
    void close() {
        store.close();
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                // condition, of the wallet, of no wallet
                arguments(exists(), true, false),
                arguments(absent(), false, true),
                arguments(eq("available", 5L), true, false),
                arguments(eq("available", 6L), false, false),
                arguments(eq("available", 5), true, false),
                arguments(ne("available", 5L), false, true),
                arguments(ne("available", 6L), true, true),
                arguments(atLeast("available", 5L), true, false),
                arguments(atLeast("available", 6L), false, false),
                arguments(atMost("available", 5L), true, false),
                arguments(atMost("available", 4L), false, false),
                arguments(lessThan("available", 6L), true, false),
                arguments(lessThan("available", 5L), false, false),
                arguments(moreThan("available", 4L), true, false),
                arguments(moreThan("available", 5L), false, false),
                arguments(between("available", 5L, 6L), true, false),
                arguments(between("available", 6L, 7L), false, false),
                arguments(in("currency", "CHF", "EUR"), true, false),
                arguments(in("currency", "CHF"), false, false),
                arguments(startsWith("currency", "EU"), true, false),
                arguments(startsWith("currency", "UR"), false, false),
                arguments(attributePresent("available"), true, false),
                arguments(attributePresent("hour"), false, false),
                arguments(attributeAbsent("available"), false, true),
                arguments(attributeAbsent("hour"), true, true),
                arguments(any(eq("available", 6L), eq("currency", "EUR")), true, false),
                arguments(any(eq("available", 6L), eq("currency", "CHF")), false, false),
                arguments(all(eq("available", 5L), eq("currency", "EUR")), true, false),
                arguments(all(eq("available", 5L), eq("currency", "CHF")), false, false),
                arguments(not(eq("available", 5L)), false, true),
                arguments(not(eq("available", 6L)), true, true),
                arguments(all(not(any(eq("held", 1L), absent())), any(exists(), eq("held", 2L))), true, false));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void holdsOrDoesNot(Condition condition, boolean ofWallet, boolean ofNone) {
        assertThat(holds(condition, "ada")).isEqualTo(ofWallet);
        assertThat(holds(condition, "nil")).isEqualTo(ofNone);
    }

    private boolean holds(Condition condition, String owner) {
        try {
            wallets.write(wallets.check(owner, "EUR").when(condition));
            return true;
        } catch (UnexpectedConditionFailure failed) {
            return false;
        }
    }

    @Test
    void conditionsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> holds(eq("avialable", 1L), "ada")).hasMessageContaining("no component avialable");
        assertThatThrownBy(() -> holds(eq("available", "five"), "ada")).hasMessageContaining("a Long is needed");
        assertThatThrownBy(() -> in("currency")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> all()).isInstanceOf(IllegalArgumentException.class);
    }
}
