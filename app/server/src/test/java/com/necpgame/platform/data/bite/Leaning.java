package com.necpgame.platform.data.bite;

import com.necpgame.contracts.PlayerId;

/** Needs more than the data layer. */
record Leaning(PlayerId player) {}
