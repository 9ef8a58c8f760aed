package com.necpgame.bite.open;

/** Public, and nobody in its module needs that. */
public final class Open {}
