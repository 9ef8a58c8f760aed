package com.necpgame.harness.slice.edge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An HTTP answer.
 *
 * @param headers in their order, a name as often as it has values; none of those that belong to the connection
 * @param body empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, List<Header> headers, byte[] body) implements Reply {
    private static final byte[] EMPTY = new byte[0];

    public Answer {
        headers = List.copyOf(headers);
    }

    public static Answer empty(int status) {
        return new Answer(status, List.of(), EMPTY);
    }

    public static Answer json(int status, String json) {
        return of(status, "application/json", json);
    }

    public static Answer of(int status, String type, String text) {
        return new Answer(status, List.of(new Header("Content-Type", type)), text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, more, body);
    }

    public record Header(String name, String value) {}
}
