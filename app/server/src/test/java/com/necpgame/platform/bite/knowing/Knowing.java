package com.necpgame.platform.bite.knowing;

import com.necpgame.bite.shy.Shy;

/** The platform, and knows a module. */
record Knowing(Shy module) {}
