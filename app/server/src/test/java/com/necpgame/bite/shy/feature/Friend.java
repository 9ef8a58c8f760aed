package com.necpgame.bite.shy.feature;

import com.necpgame.bite.shy.Shy;

/** Why {@link Shy} is public. */
record Friend(Shy shy) {}
