package com.necpgame.platform.runtime.content;

import java.util.function.Predicate;

/** Judges a folder of content as a whole, and reports everything that is wrong with it at once. */
public final class ContentLint {
    /** A folder whose name begins so is looked for on the class path. */
    public static final String CLASS_PATH = "classpath:";

    private final ContentKinds kinds;
    private final ContentLimits limits;

    public ContentLint(ContentKinds kinds, ContentLimits limits) {
        this.kinds = kinds;
        this.limits = limits;
    }

    /**
     * Reads {@code <kind>.yaml} and {@code <kind>.<part>.yaml} of every kind. Hidden files, and files that are no YAML,
     * are passed over.
     *
     * @param folder on disk, or on the class path after {@value #CLASS_PATH}
     * @param moduleIsOn whether a module runs; the content of one that does not may be missing
     */
    public LintReport lint(String folder, Predicate<String> moduleIsOn) {
        return CrossCheck.report(kinds, limits, moduleIsOn, ContentFolder.read(folder, kinds, limits));
    }
}
