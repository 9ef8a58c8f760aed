package com.necpgame.harness.contract;

import com.necpgame.harness.wire.Answer;
import com.necpgame.harness.wire.Request;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** One request of the script, on its way to be sent. Immutable. */
final class Ask {
    private final Stage stage;
    private final String title;
    private final Person caller;
    private final Request request;
    private final boolean isUnordered;

    private Ask(Stage stage, String title, Person caller, Request request, boolean isUnordered) {
        this.stage = stage;
        this.title = title;
        this.caller = caller;
        this.request = request;
        this.isUnordered = isUnordered;
    }

    static Ask of(Stage stage, String title, Person caller, String method, String path) {
        return new Ask(stage, title, caller, new Request(method, path, path, Map.of(), null), false);
    }

    /** @param json with single quotes in place of double ones */
    Ask body(String json, Object... values) {
        return text("application/json", String.format(Locale.ROOT, json, values).replace('\'', '"'));
    }

    Ask text(String mediaType, String text) {
        return new Ask(
                stage, title, caller, request.with("Content-Type", mediaType).withText(text), isUnordered);
    }

    Ask with(String header, String value) {
        return new Ask(stage, title, caller, request.with(header, value), isUnordered);
    }

    Ask key(String key) {
        return with(Request.IDEMPOTENCY_KEY, key);
    }

    /** The list in its answer comes in the order of ids, which nobody can know. */
    Ask unordered() {
        return new Ask(stage, title, caller, request, true);
    }

    String title() {
        return title;
    }

    Person caller() {
        return caller;
    }

    Request request() {
        return request;
    }

    boolean isUnordered() {
        return isUnordered;
    }

    /** Sends it, writes it down, and expects this status. */
    Answer expect(int status) {
        return stage.play(this, new Expected(status, "", ""));
    }

    /** Sends it, writes it down, and expects this refusal. */
    Answer refused(int status, String code) {
        return stage.play(this, new Expected(status, code, ""));
    }

    /** Sends it, writes it down, and expects that this field is at fault. */
    Answer refused(int status, String code, String pointer) {
        return stage.play(this, new Expected(status, code, pointer));
    }

    /** Asks until it is answered with this status and what is waited for, and writes down the last answer only. */
    Answer settled(int status, Predicate<Answer> isThere) {
        return stage.await(this, new Expected(status, "", ""), isThere);
    }

    /**
     * What an answer must be.
     *
     * @param code of a problem; empty if it is none
     * @param pointer of one of its errors; empty for any
     */
    record Expected(int status, String code, String pointer) {}
}
