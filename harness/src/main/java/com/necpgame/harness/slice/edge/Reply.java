package com.necpgame.harness.slice.edge;

/** What a request comes to. */
public sealed interface Reply permits Answer, Upgrade {}
