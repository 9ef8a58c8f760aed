package com.necpgame.platform.runtime.content;

import java.math.BigDecimal;
import java.util.List;
import java.util.SequencedMap;

/** A value of a YAML document, and where it begins. */
sealed interface Node {
    Place place();

    /** As an error message names it. */
    String described();

    record Mapping(Place place, SequencedMap<String, Field> fields) implements Node {
        @Override
        public String described() {
            return "a mapping";
        }
    }

    /**
     * What a mapping says of one name.
     *
     * @param place where the name stands
     */
    record Field(Place place, Node value) {}

    record Sequence(Place place, List<Node> nodes) implements Node {
        @Override
        public String described() {
            return "a list";
        }
    }

    record Text(Place place, String value) implements Node {
        private static final int SHOWN_CHARS_MAX = 40;

        @Override
        public String described() {
            return "the text " + quoted(value);
        }

        static String quoted(String value) {
            var shown = value.length() <= SHOWN_CHARS_MAX ? value : value.substring(0, SHOWN_CHARS_MAX) + "…";
            return "'" + shown.replace("\n", "\\n") + "'";
        }
    }

    /**
     * A number.
     *
     * @param written as it stands in the file, since {@code 007} is the number 7
     */
    record Numeral(Place place, BigDecimal value, String written) implements Node {
        boolean isWhole() {
            return value.stripTrailingZeros().scale() <= 0;
        }

        @Override
        public String described() {
            return "the number " + written;
        }
    }

    record Truth(Place place, boolean value) implements Node {
        @Override
        public String described() {
            return value ? "true" : "false";
        }
    }

    record Nothing(Place place) implements Node {
        @Override
        public String described() {
            return "empty";
        }
    }

    /** What could not be read and has been reported: nothing more is said about it. */
    record Unread(Place place) implements Node {
        @Override
        public String described() {
            return "unreadable";
        }
    }
}
