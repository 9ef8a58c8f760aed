package com.necpgame.platform.runtime.content;

/**
 * What a seeding found or did.
 *
 * @param kind its name
 * @param module whose table holds it
 * @param version the current one now
 * @param entries how many it has
 * @param changed false when this version had been the current one before, and nothing was written
 */
public record SeededKind(String kind, String module, String version, int entries, boolean changed) {}
