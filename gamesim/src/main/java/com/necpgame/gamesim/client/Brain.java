package com.necpgame.gamesim.client;

import com.necpgame.gamesim.arena.ArenaMap;
import com.necpgame.gamesim.arena.Frame;
import com.necpgame.gamesim.arena.Input;

/** What decides for a player. */
public interface Brain {
    /** Wants nothing: a spectator's. */
    Brain NONE = (frame, slot, map, tick) -> Input.NONE.at(tick);

    /**
     * What to want in this tick of the client.
     *
     * @param frame the newest that is known
     * @param slot the own
     * @return an input of that tick
     */
    Input think(Frame frame, int slot, ArenaMap map, int tick);
}
