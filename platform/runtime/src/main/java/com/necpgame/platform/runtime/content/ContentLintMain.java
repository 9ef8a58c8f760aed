package com.necpgame.platform.runtime.content;

import java.io.PrintStream;

/**
 * The lint as a command: prints every error, one a line, as {@code file:line:column: what}.
 *
 * <p>Argument: the folder, {@code content} by default. Needs the modules on the class path, since they declare the
 * kinds. Ends with 0 when there is nothing wrong, with 1 when there is, with 2 when the modules' schemas are at fault.
 */
public final class ContentLintMain {
    private static final int CLEAN = 0;
    private static final int CONTENT_AT_FAULT = 1;
    private static final int SCHEMAS_AT_FAULT = 2;

    private ContentLintMain() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        var folder = arguments.length == 0 ? "content" : arguments[0];
        try {
            var kinds = ContentKinds.onClassPath(ContentLintMain.class.getClassLoader());
            if (!kinds.undeclaredReferences().isEmpty()) {
                err.println("schemas refer to what no module defines: " + kinds.undeclaredReferences());
                return SCHEMAS_AT_FAULT;
            }
            return lint(folder, kinds, out, err);
        } catch (IllegalStateException e) {
            err.println(e.getMessage());
            return SCHEMAS_AT_FAULT;
        }
    }

    private static int lint(String folder, ContentKinds kinds, PrintStream out, PrintStream err) {
        var report = new ContentLint(kinds, ContentLimits.STANDARD).lint(folder, module -> true);
        if (report.isClean()) {
            out.println(folder + ": " + report);
            return CLEAN;
        }
        err.println(report);
        err.println(report.errors().size() + (report.errors().size() == 1 ? " error" : " errors"));
        return CONTENT_AT_FAULT;
    }
}
