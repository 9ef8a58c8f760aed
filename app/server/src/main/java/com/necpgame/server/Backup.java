package com.necpgame.server;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A copy of the embedded store.
 *
 * @param name of its folder among the backups: when it was taken
 * @param bytes of its files; those that the store has not changed since cost no room a second time on the same disk
 */
@Serdeable
record Backup(String name, long bytes) {}
