package com.necpgame.platform.embedded.bite;

import com.necpgame.platform.data.Dynamo;

/** An engine that knows the mapping above it. */
record Leaning(Dynamo dynamo) {}
