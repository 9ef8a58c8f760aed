package com.necpgame.bite.nosy;

import com.necpgame.bite.shy.Shy;

/** Knows another module. */
record Nosy(Shy other) {}
