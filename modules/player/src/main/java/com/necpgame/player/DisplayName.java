package com.necpgame.player;

import static com.necpgame.player.PlayerProblem.NAME_NOT_ALLOWED;

import com.necpgame.contracts.PlayerId;
import java.text.Normalizer;

/**
 * What others call a player. Not unique: two players may have the same.
 *
 * @param value 1 to {@value #LENGTH_MAX} visible characters in normal form C, without blanks at its ends
 */
record DisplayName(String value) {
    /** Characters, however many units of UTF-16 they take. */
    static final int LENGTH_MAX = 32;

    /** More units of UTF-16 than this are refused unread: the most that {@value #LENGTH_MAX} characters take when decomposed. */
    static final int RAW_LENGTH_MAX = 256;

    private static final int TAIL_LENGTH = 6;

    DisplayName {
        value = Normalizer.normalize(value, Normalizer.Form.NFC).strip();
        if (value.isEmpty() || value.codePointCount(0, value.length()) > LENGTH_MAX || !Characters.areVisible(value)) {
            throw NAME_NOT_ALLOWED.refuse();
        }
    }

    /** For a player who has not chosen one yet: the end of the id, which everybody may know. */
    static DisplayName before(PlayerId player) {
        var id = player.value();
        return new DisplayName("Player " + id.substring(Math.max(PlayerId.PREFIX.length(), id.length() - TAIL_LENGTH)));
    }
}
