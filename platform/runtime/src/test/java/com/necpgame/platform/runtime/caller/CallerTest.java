package com.necpgame.platform.runtime.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.necpgame.contracts.PlayerId;
import com.necpgame.platform.runtime.caller.Caller.Role;
import io.micronaut.security.authentication.Authentication;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallerTest {
    @Test
    void aUserIsAPlayer() {
        var caller = caller("ada", Map.of("client_id", "game", "token_use", "access"));

        assertThat(caller.player()).isEqualTo(new PlayerId("plr_ada"));
        assertThatThrownBy(() -> caller.require(Role.OPERATOR)).hasMessageContaining("only operators");
    }

    @Test
    void aMemberOfTheGroupIsAnOperatorAndNoPlayer() {
        var caller = caller("root", Map.of("cognito:groups", List.of("testers", "operator")));

        caller.require(Role.OPERATOR);
        assertThatThrownBy(caller::player).hasMessageContaining("may not");
    }

    @Test
    void aMachineIsAGameServerOnlyByItsScope() {
        assertThat(caller("sim", Map.of("client_id", "sim", "scope", "openid necpgame/gamesim"))
                        .role())
                .isEqualTo(Role.GAME_SERVER);
        assertThat(caller("bot", Map.of("client_id", "bot", "scope", "necpgame/gamesimulator"))
                        .role())
                .isEqualTo(Role.STRANGER);
    }

    private static Caller caller(String subject, Map<String, Object> claims) {
        return Caller.of(Authentication.build(subject, claims));
    }
}
