package com.necpgame.player;

import static com.necpgame.player.PlayerProblem.TEXT_NOT_ALLOWED;

import org.jspecify.annotations.Nullable;

/**
 * A valid wish of a player for their own profile, in place of what it said.
 *
 * @param bio at most {@value #BIO_LENGTH_MAX} characters of text; null for none
 */
record ProfileEdit(DisplayName displayName, @Nullable String bio, Fields settings) {
    static final int BIO_LENGTH_MAX = 500;

    ProfileEdit {
        if (bio != null && bio.length() > BIO_LENGTH_MAX) {
            throw new IllegalArgumentException("a bio has at most " + BIO_LENGTH_MAX + " characters");
        }
        if (bio != null && !Characters.areText(bio)) {
            throw TEXT_NOT_ALLOWED.refuse("in the bio");
        }
    }
}
