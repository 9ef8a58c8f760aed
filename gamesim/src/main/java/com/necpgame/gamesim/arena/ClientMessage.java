package com.necpgame.gamesim.arena;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a client says; see docs/gamesim-arena.md. */
public sealed interface ClientMessage {
    /** Inputs that travel together, so that one lost packet loses none. */
    int INPUTS_MAX = 8;
    /** Bytes of a line of chat, in UTF-8. */
    int TEXT_BYTES_MAX = 200;

    /**
     * The last few inputs, newest first, their ticks descending by one. On UNRELIABLE.
     *
     * @param snapshotTick the newest snapshot that the client has; 0 for none
     */
    record Inputs(int snapshotTick, List<Input> newestFirst) implements ClientMessage {
        public Inputs {
            newestFirst = List.copyOf(newestFirst);
            if (newestFirst.isEmpty() || newestFirst.size() > INPUTS_MAX) {
                throw new IllegalArgumentException("1 to " + INPUTS_MAX + " inputs, not " + newestFirst.size());
            }
        }

        @Override
        public byte[] encode() {
            var out = new Bytes().u8(1).u32(snapshotTick).u8(newestFirst.size());
            out.u32(newestFirst.getFirst().tick());
            newestFirst.forEach(input ->
                    out.u8(input.moveX()).u8(input.moveY()).u8(input.aim()).u8(input.fire() ? 1 : 0));
            return out.toArray();
        }
    }

    /** A line of chat. On RELIABLE. */
    record Say(String text) implements ClientMessage {
        @Override
        public byte[] encode() {
            return new Bytes().u8(2).text(text).toArray();
        }
    }

    byte[] encode();

    /** Reads what a client sent. @throws IllegalArgumentException if it is nothing that a client says */
    static ClientMessage decode(ByteBuffer in) {
        try {
            return switch (in.get()) {
                case 1 -> inputs(in);
                case 2 -> new Say(Bytes.readText(in, TEXT_BYTES_MAX));
                default -> throw new IllegalArgumentException("no such message");
            };
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a message that stops short", e);
        }
    }

    private static Inputs inputs(ByteBuffer in) {
        int snapshotTick = in.getInt();
        int count = in.get();
        int tick = in.getInt();
        var inputs = new ArrayList<Input>();
        for (int i = 0; i < count; i++) {
            inputs.add(Input.clamped(tick - i, in.get(), in.get(), in.get(), (in.get() & 1) == 1));
        }
        return new Inputs(snapshotTick, inputs);
    }
}
