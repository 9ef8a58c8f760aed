package com.necpgame.gamesim.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    /** What the transport leaves of its 1,200 bytes, with room. */
    private static final int PACKET_BYTES = 1_100;

    /** Whatever is lost: what the client shows is the server's state, to the bit. */
    @Property(tries = 30)
    void aClientSeesWhatTheServerHas(@ForAll long seed) {
        var random = new Random(seed);
        var arena = Games.arena(seed);
        var snapshots = new Snapshots();
        var screen = new Screen();
        int acknowledged = 0;
        arena.step(Games.everybodyJoins(4));
        for (int i = 0; i < 600; i++) {
            arena.step(Games.anyWithChanges(random, arena));
            var frame = arena.frame();
            snapshots.add(frame);
            var message = snapshots.newestSince(acknowledged);
            if (random.nextInt(3) > 0) {
                screen.show(travelled(message));
                assertThat(screen.newest()).as("seed %d", seed).isEqualTo(frame);
            }
            acknowledged = random.nextInt(3) > 0 ? screen.newest().tick() : acknowledged;
        }
        assertThat(screen.wrong()).as("seed %d", seed).isZero();
        assertThat(screen.skipped()).as("seed %d", seed).isZero();
    }

    @Test
    void fourPlayersFitAPacketAlsoWhole() {
        var random = new Random(42);
        var arena = Games.arena(42);
        var snapshots = new Snapshots();
        int wholeMax = 0;
        long deltas = 0;
        arena.step(Games.everybodyJoins(4));
        for (int i = 0; i < 1500; i++) {
            int acknowledged = arena.tick() - 3;
            arena.step(Games.any(random, arena));
            snapshots.add(arena.frame());
            wholeMax = Math.max(wholeMax, snapshots.newestSince(0).encode().length);
            deltas += snapshots.newestSince(acknowledged).encode().length;
        }
        System.out.printf(
                "snapshots of 4 players: whole at most %d bytes, delta %d on average%n", wholeMax, deltas / 1500);
        assertThat(wholeMax).isLessThan(PACKET_BYTES);
        assertThat(deltas / 1500).isLessThan(120);
    }

    @Test
    void aSnapshotWithoutItsBaselineIsSkippedAndAWrongOneIsNotShown() {
        var arena = Games.arena(1);
        arena.step(Games.everybodyJoins(2));
        var frame = arena.frame();
        var screen = new Screen();
        screen.show(new ServerMessage.Snapshot(77, frame.checksum(), new byte[0]));
        assertThat(screen.skipped()).isEqualTo(1);

        var whole = ServerMessage.Snapshot.of(Frame.EMPTY, frame);
        screen.show(new ServerMessage.Snapshot(0, whole.checksum() + 1, whole.body()));
        screen.show(new ServerMessage.Snapshot(0, whole.checksum(), new byte[] {1, 2, 3}));
        assertThat(screen.wrong()).isEqualTo(2);
        assertThat(screen.newest()).isSameAs(Frame.EMPTY);

        screen.show(whole);
        assertThat(screen.newest()).isEqualTo(frame);
    }

    /** Bytes of any kind are a message or an IllegalArgumentException, on both sides; a frame's are a frame or not shown. */
    @Property(tries = 5000)
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes, @ForAll byte type) {
        var message = ByteBuffer.allocate(bytes.length + 1).put(type).put(bytes).flip();
        try {
            ClientMessage.decode(message.duplicate());
        } catch (IllegalArgumentException e) {
            assertThat(e).isNotNull();
        }
        try {
            ServerMessage.decode(message.duplicate());
        } catch (IllegalArgumentException e) {
            assertThat(e).isNotNull();
        }
        new Screen().show(new ServerMessage.Snapshot(0, 0, bytes));
    }

    @Test
    void whatIsNoMessageIsRefused() {
        assertThatThrownBy(() -> ClientMessage.decode(ByteBuffer.wrap(new byte[] {9})))
                .hasMessage("no such message");
        assertThatThrownBy(() -> ClientMessage.decode(ByteBuffer.wrap(new byte[] {1, 0})))
                .hasMessage("a message that stops short");
        assertThatThrownBy(() -> ClientMessage.decode(ByteBuffer.wrap(new byte[] {1, 0, 0, 0, 0, 9, 0, 0, 0, 0})))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ServerMessage.Snapshot travelled(ServerMessage message) {
        return (ServerMessage.Snapshot) ServerMessage.decode(ByteBuffer.wrap(message.encode()));
    }
}
