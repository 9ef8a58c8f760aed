package com.necpgame.bite.shy;

/** Public, as another package of its module needs it. */
public record Shy(String name) {}
