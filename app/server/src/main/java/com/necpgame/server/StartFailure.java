package com.necpgame.server;

import io.micronaut.context.exceptions.ConfigurationException;
import java.io.PrintStream;
import java.net.BindException;

/** Says why the start failed, in one line where the cause is a setting or a port; the stack is for everything else. */
final class StartFailure {
    private StartFailure() {}

    static void print(Throwable failure, PrintStream out) {
        var root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        out.println();
        out.println("NECPGAME did not start: " + root.getMessage());
        if (saysItAll(root)) {
            return;
        }
        out.println();
        failure.printStackTrace(out);
    }

    private static boolean saysItAll(Throwable root) {
        return root instanceof IllegalArgumentException
                || root instanceof BindException
                || root instanceof ConfigurationException
                || root.getClass().getName().startsWith("com.necpgame.");
    }
}
