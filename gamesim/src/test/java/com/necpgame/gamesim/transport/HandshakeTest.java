package com.necpgame.gamesim.transport;

import static com.necpgame.gamesim.transport.Net.address;
import static com.necpgame.gamesim.transport.Net.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.necpgame.gamesim.transport.PeerEvents.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    private final Net net = new Net(1);

    @AfterEach
    void close() {
        net.close();
    }

    @Test
    void aTokenConnectsAndMessagesTravel() {
        var ada = net.connected("plr_ada", address(2, 5000));
        assertThat(net.atServer.peer().claims()).isEqualTo(Net.player("plr_ada"));

        ada.peer().send(Channel.UNRELIABLE, text("hello"));
        net.atServer.peer().send(Channel.UNRELIABLE, text("welcome"));
        net.run(50);

        assertThat(net.atServer.texts(Channel.UNRELIABLE)).containsExactly("hello");
        assertThat(ada.events.texts(Channel.UNRELIABLE)).containsExactly("welcome");
        assertThat(net.server.stats().dropped()).isEmpty();
    }

    @Test
    void aGoodbyeIsHeard() {
        var ada = net.connected("plr_ada", address(2, 5000));
        ada.peer().disconnect();
        net.run(50);

        assertThat(net.atServer.reasons).containsExactly(Reason.THERE);
        assertThat(ada.events.reasons).containsExactly(Reason.HERE);
        assertThat(net.server.connections()).isZero();
    }
}
