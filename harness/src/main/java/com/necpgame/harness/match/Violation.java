package com.necpgame.harness.match;

/**
 * Something that must not be.
 *
 * @param where a session, a server or a player, by id
 * @param what in words
 */
record Violation(String where, String what) {
    @Override
    public String toString() {
        return where + ": " + what;
    }
}
