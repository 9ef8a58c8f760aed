package com.necpgame.platform.bite.embedding;

import com.necpgame.platform.embedded.EmbeddedDynamo;

/** A part of the platform that knows which store it is on. */
record Embedding(EmbeddedDynamo store) {}
