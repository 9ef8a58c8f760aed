package com.necpgame.platform.runtime.content;

import java.util.ArrayList;
import java.util.List;

/** What reading one file has brought to light: its errors, the ids it defines and those it refers to. */
final class Findings {
    /** An id, and the set of ids that it is defined in or looked up in. */
    record Id(String space, String value, String file, Place place, String pointer) {}

    private final String file;
    private final List<ContentError> errors = new ArrayList<>();
    private final List<Id> defined = new ArrayList<>();
    private final List<Id> referred = new ArrayList<>();
    private boolean readable = true;

    Findings(String file) {
        this.file = file;
    }

    /** For a question whose answer is only whether there was an error. */
    Findings aside() {
        return new Findings(file);
    }

    void error(Place place, String pointer, String message) {
        errors.add(new ContentError(file, place.line(), place.column(), pointer, message));
    }

    /** The rest of the file is not known: its ids may be missing here. */
    void unreadable(Place place, String message) {
        readable = false;
        error(place, "", message);
    }

    void define(String space, String value, Place place, String pointer) {
        defined.add(new Id(space, value, file, place, pointer));
    }

    void refer(String space, String value, Place place, String pointer) {
        referred.add(new Id(space, value, file, place, pointer));
    }

    String file() {
        return file;
    }

    boolean isReadable() {
        return readable;
    }

    List<ContentError> errors() {
        return errors;
    }

    List<Id> defined() {
        return defined;
    }

    List<Id> referred() {
        return referred;
    }
}
