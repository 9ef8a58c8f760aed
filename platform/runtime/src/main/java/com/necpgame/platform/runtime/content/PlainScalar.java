package com.necpgame.platform.runtime.content;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** What a value without quotes means: the core schema of YAML 1.2, decimal numbers only. */
final class PlainScalar {
    /** Ten thousand digits are no number that a game means, and would cost time to compute with. */
    private static final int NUMERAL_CHARS_MAX = 40;

    /** Two digits of exponent, so that no number is longer than a line when it is written out. */
    private static final Pattern NUMERAL =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,2})?");

    private PlainScalar() {}

    static Node resolve(Place place, String written) {
        return switch (written) {
            case "", "~", "null", "Null", "NULL" -> new Node.Nothing(place);
            case "true", "True", "TRUE" -> new Node.Truth(place, true);
            case "false", "False", "FALSE" -> new Node.Truth(place, false);
            default ->
                isNumeral(written)
                        ? new Node.Numeral(place, new BigDecimal(written), written)
                        : new Node.Text(place, written);
        };
    }

    private static boolean isNumeral(String written) {
        return written.length() <= NUMERAL_CHARS_MAX && NUMERAL.matcher(written).matches();
    }
}
