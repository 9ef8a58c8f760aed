package com.necpgame.server;

/** How log lines look. {@link #AUTO} asks whether a person is at a terminal. */
enum LogFormat {
    AUTO,
    JSON,
    TEXT;

    static final String PROPERTY = "necpgame.log.format";
    static final String VARIABLE = "NECPGAME_LOG_FORMAT";

    /** What the process was started with, for the lines before any configuration is read. */
    static LogFormat fromProcess() {
        try {
            return parse(System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, "auto")));
        } catch (IllegalArgumentException e) {
            // A moment later the configuration is read, and stops the start.
            return AUTO;
        }
    }

    static LogFormat parse(String text) {
        for (var format : values()) {
            if (format.name().equalsIgnoreCase(text)) {
                return format;
            }
        }
        throw new IllegalArgumentException(PROPERTY + " must be auto, json or text, but is " + text);
    }

    boolean isJson() {
        return this == JSON || (this == AUTO && !isTerminal());
    }

    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
