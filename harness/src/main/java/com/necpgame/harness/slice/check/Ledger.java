package com.necpgame.harness.slice.check;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** What was checked: a line for each, told at once. */
final class Ledger {
    private final PrintWriter out;
    private int passed;
    private int failed;

    Ledger(PrintWriter out) {
        this.out = out;
    }

    /** A check: gives what it has seen, as text, or throws. */
    @FunctionalInterface
    interface Check {
        @Nullable
        String run() throws Exception;
    }

    /** Runs a check and notes what became of it. The others go on. */
    void check(String what, Check check) {
        try {
            @Nullable String seen = check.run();
            passed++;
            out.printf("ok      %s%s%n", what, seen == null ? "" : ": " + seen);
        } catch (Wrong e) {
            failed++;
            out.printf("FAILED  %s: %s%n", what, e.getMessage());
        } catch (Exception e) {
            failed++;
            out.printf("FAILED  %s: %s%n", what, e);
        }
        out.flush();
    }

    boolean allPassed() {
        return failed == 0 && passed > 0;
    }

    @Override
    public String toString() {
        return "%s  %d of %d checks".formatted(allPassed() ? "PASSED" : "FAILED", passed, passed + failed);
    }

    /** It is not as it should be. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    static void require(boolean good, String otherwise) {
        if (!good) {
            throw new Wrong(otherwise);
        }
    }
}
