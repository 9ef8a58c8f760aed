package com.necpgame.platform.embedded.storage;

/**
 * How much a range holds.
 *
 * @param entries keys
 * @param bytes of keys and values, uncompressed
 * @param exact counted one by one; else estimated from the files' statistics, typically within a few percent and worse where many entries
 *     were overwritten or deleted lately
 */
public record Extent(long entries, long bytes, boolean exact) {}
