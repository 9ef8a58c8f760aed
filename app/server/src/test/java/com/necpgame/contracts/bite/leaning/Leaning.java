package com.necpgame.contracts.bite.leaning;

import com.necpgame.platform.runtime.Ids;

/** Needs more than the contracts. */
record Leaning(Ids ids) {}
