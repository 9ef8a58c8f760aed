package com.necpgame.harness.bite;

import com.necpgame.platform.runtime.Ids;

/** A client that knows the inside. */
record Peeking(Ids ids) {}
