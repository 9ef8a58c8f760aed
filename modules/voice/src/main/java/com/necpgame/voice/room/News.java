package com.necpgame.voice.room;

import org.jspecify.annotations.Nullable;

/** What the others in a room are told of a member. */
record News(Kind kind, Member member) {
    enum Kind {
        JOINED,
        LEFT,
        CHANGED
    }

    /** What is left to tell after this and then that; null for nothing. */
    @Nullable
    News then(News later) {
        return switch (kind) {
            case JOINED -> later.kind == Kind.LEFT ? null : new News(Kind.JOINED, later.member);
            case LEFT -> later.kind == Kind.LEFT ? later : new News(Kind.CHANGED, later.member);
            case CHANGED -> later;
        };
    }
}
