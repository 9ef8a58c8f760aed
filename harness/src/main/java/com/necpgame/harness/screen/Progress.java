package com.necpgame.harness.screen;

/** Hears how far a long run has come. Called from many threads. */
public interface Progress {
    /** Shows nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void begin(String what, long total) {}

        @Override
        public void advance(long count) {}

        @Override
        public void end() {}
    };

    /** A stretch of work begins, and the one before has ended. */
    void begin(String what, long total);

    /** So many more units of it are done. */
    void advance(long count);

    void end();
}
