package com.necpgame.platform.bite.testing;

import com.necpgame.platform.testkit.LocalDynamo;

/** Leans on what is for tests. */
record Testing(LocalDynamo store) {}
