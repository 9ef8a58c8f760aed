package com.necpgame.platform.embedded.door;

/** A request that does not reach the store. The name is what DynamoDB calls it, as a client's error code. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    private Refused(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
    }

    static Refused because(String type, String message) {
        return new Refused(400, type, message);
    }

    static Refused because(int status, String type, String message) {
        return new Refused(status, type, message);
    }

    static Refused serialization(String message) {
        return because("SerializationException", message);
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
