package com.necpgame.harness.bench;

import com.necpgame.harness.server.Target;

/** A server that is measured, with the players that use it. */
record Contender(String system, Target target, Pool pool) {}
