package com.necpgame.server;

import java.util.Locale;

/** How log lines look. {@link #AUTO} asks whether a person is at a terminal. */
enum LogFormat {
    AUTO,
    JSON,
    TEXT;

    static final String PROPERTY = "necpgame.log.format";
    static final String VARIABLE = "NECPGAME_LOG_FORMAT";

    /** What the process was started with, for the lines before any configuration is read. */
    static LogFormat fromProcess() {
        var value = System.getProperty(PROPERTY, System.getenv(VARIABLE));
        try {
            return value == null ? AUTO : valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            // The configuration's own reader refuses it, with its name, a moment later.
            return AUTO;
        }
    }

    boolean isJson() {
        return this == JSON || (this == AUTO && !isTerminal());
    }

    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
