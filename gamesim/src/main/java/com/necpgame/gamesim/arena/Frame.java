package com.necpgame.gamesim.arena;

import java.util.List;
import java.util.zip.CRC32C;

/**
 * All that may be seen of an arena at one tick.
 *
 * @param players by slot, ascending
 * @param shots by id, ascending
 * @param pickups what lies at each pickup of the map: how much of it, 0 where it was taken
 */
public record Frame(int tick, boolean over, List<PlayerView> players, List<Shot> shots, List<Integer> pickups) {
    /** Before anything is known. */
    public static final Frame EMPTY = new Frame(0, false, List.of(), List.of(), List.of());

    public Frame {
        players = List.copyOf(players);
        shots = List.copyOf(shots);
        pickups = List.copyOf(pickups);
    }

    /** CRC-32C of the frame, encoded whole; client and server agree on the tick where it is the same. */
    public int checksum() {
        var crc = new CRC32C();
        crc.update(FrameCodec.encode(EMPTY, this));
        return (int) crc.getValue();
    }
}
